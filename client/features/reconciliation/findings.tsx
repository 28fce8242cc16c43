import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import type { Finding, FindingKind, Reconciliation } from "../../../shared/api/reconciliation/reconciliation-routes.ts";
import { ProblemError } from "../../api.ts";
import { useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { dateAndTime } from "../../parts/clock.ts";
import { ProblemMessage } from "../../parts/problem.tsx";
import { findingPagesQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Pill } from "../../ui/pill.tsx";
import styles from "./reconciliation.module.css";
import { sumOf } from "./run-state.tsx";
import { words } from "./words.ts";

interface FindingsProps {
  run: Reconciliation;
  kind: FindingKind;
}

/** The differences of one kind; nothing if there are none. */
export function Findings({ run, kind }: FindingsProps) {
  const count = sumOf(run, kind);
  return count === 0 ? null : <List run={run} kind={kind} count={count} />;
}

function List({ run, kind, count }: FindingsProps & { count: number }) {
  const w = useWords(words);
  const list = useInfiniteQuery(findingPagesQuery(run.run_id, kind));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const all = !list.hasNextPage && list.isSuccess;
  return (
    <Card
      title={w.kinds[kind]}
      actions={<Pill tone={kind === "created_elsewhere" ? "neutral" : "warning"}>{w.count(count)}</Pill>}
    >
      <p className={styles.lead}>{w.kindsAbout[kind]}</p>
      {list.error instanceof ProblemError && <ProblemMessage problem={list.error.problem} />}
      {items.length > 0 && (
        <ul className={styles.list} aria-label={w.kinds[kind]}>
          {items.map((finding) => (
            <Item key={finding.seq} finding={finding} />
          ))}
        </ul>
      )}
      {all && items.length < count && <p className={styles.about}>{w.onlyFirst(items.length, count)}</p>}
      {list.hasNextPage && (
        <Button
          className={styles.more}
          aria-busy={list.isFetchingNextPage}
          onClick={() => list.isFetchingNextPage || void list.fetchNextPage()}
        >
          {w.more}
        </Button>
      )}
    </Card>
  );
}

function Item({ finding: { task_id, pool_id, task_created_at, operation_id, status } }: { finding: Finding }) {
  const w = useWords(words);
  return (
    <li className={styles.item}>
      <strong>
        {w.task} <code>{task_id}</code>
      </strong>
      <span className={styles.about}>
        {w.pool} {pool_id}
        {task_created_at !== null && ` · ${w.created} ${dateAndTime(task_created_at)}`}
      </span>
      {operation_id !== null &&
        (status === null ? (
          <span>{w.removedSubmission(operation_id)}</span>
        ) : (
          <Link href={links.submission(operation_id)}>
            {w.submission} {operation_id}
          </Link>
        ))}
    </li>
  );
}
