import { IconAlertTriangle, IconInbox, IconPlugConnectedX, IconSearch } from "@tabler/icons-react";
import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Submission } from "../../../../shared/submission.ts";
import { ProblemError } from "../../../api.ts";
import { useWords } from "../../../language.ts";
import { links } from "../../../links.ts";
import { ProblemMessage } from "../../../parts/problem.tsx";
import { Button, buttonClass } from "../../../ui/button.tsx";
import { words } from "../words.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { useRowKeys } from "./rows.ts";
import styles from "./submission-list.module.css";
import { SubmissionTable, TableSkeleton } from "./submission-table.tsx";
import { useSelection } from "./use-selection.ts";

interface ListProps {
  list: UseInfiniteQueryResult<{ pages: { items: Submission[] }[] }>;
  /** How many there are by these filters; `null` if unknown. */
  total: string | null;
  /** The filters, as in the address. */
  search: string;
  /** The same for the API. */
  query: () => Record<string, string>;
  opened: string | undefined;
  /** Removes the filters; absent without any. */
  onClear: (() => void) | undefined;
}

/** The rows by the present filters, with what can be done for several at once. */
export function SubmissionList({ list, total, search, query, opened, onClear }: ListProps) {
  const w = useWords(words).list;
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const selection = useSelection(items.map(({ operation_id }) => operation_id));
  useRowKeys(opened, selection.toggle);
  const loading = list.isPending || list.isPlaceholderData;
  const shown = total === null ? w.shownOnly(items.length, list.hasNextPage) : w.shown(items.length, total);
  return (
    <div className={styles.list} aria-busy={loading}>
      <BulkBar
        query={items.length > 0 && !list.isPlaceholderData && total !== null ? query : undefined}
        chosen={items.filter(({ operation_id }) => selection.has(operation_id))}
        onClear={selection.clear}
      >
        <p role="status" className={styles.count}>
          {loading ? w.loading : items.length > 0 && shown}
        </p>
      </BulkBar>
      {list.isPending && <TableSkeleton />}
      {items.length > 0 && <SubmissionTable items={items} search={search} opened={opened} selection={selection} />}
      {list.isSuccess && !loading && items.length === 0 && <Nothing onClear={onClear} />}
      {list.error instanceof ProblemError && <Failed error={list.error} onAgain={() => void list.refetch()} />}
      {list.hasNextPage && !list.isError && (
        <Button
          className={styles.more}
          aria-busy={list.isFetchingNextPage}
          onClick={() => list.isFetchingNextPage || void list.fetchNextPage()}
        >
          {w.more}
        </Button>
      )}
    </div>
  );
}

/** No submission at all, or none by these filters. */
function Nothing({ onClear }: Pick<ListProps, "onClear">) {
  const w = useWords(words);
  if (onClear !== undefined)
    return (
      <Message icon={<IconSearch size={32} aria-hidden />} title={w.list.noResults} text={w.list.noResultsHint}>
        <Button onClick={onClear}>{w.filters.clear}</Button>
      </Message>
    );
  return (
    <Message icon={<IconInbox size={32} aria-hidden />} title={w.list.empty} text={w.list.emptyHint}>
      <Link className={buttonClass({ look: "primary" })} href={links.newTask()}>
        {w.list.create}
      </Link>
    </Message>
  );
}

/** The list, or its next page, could not be loaded. The rows that are there stay. */
function Failed({ error, onAgain }: { error: ProblemError; onAgain: () => void }) {
  const w = useWords(words).list;
  if (error.problem.code === "OFFLINE")
    return (
      <Message icon={<IconPlugConnectedX size={32} aria-hidden />} title={w.failed} text={w.offline}>
        <Button onClick={onAgain}>{w.again}</Button>
      </Message>
    );
  return (
    <Message icon={<IconAlertTriangle size={32} aria-hidden />} title={w.failed}>
      <ProblemMessage problem={error.problem} />
      <Button onClick={onAgain}>{w.again}</Button>
    </Message>
  );
}

function Message(props: { icon: ReactNode; title: string; text?: string; children: ReactNode }) {
  return (
    <div className={styles.message}>
      {props.icon}
      <h2 className={styles.messageTitle}>{props.title}</h2>
      {props.text !== undefined && <p className={styles.messageText}>{props.text}</p>}
      {props.children}
    </div>
  );
}
