import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useLocation, useParams, useSearch } from "wouter";
import type { Problem } from "../../../shared/api/problem.ts";
import { ProblemError } from "../../api.ts";
import { links } from "../../links.ts";
import { useLive } from "../../parts/live.ts";
import { ProblemMessage } from "../../parts/problem.tsx";
import { submissionPagesQuery } from "../../queries.ts";
import { FilterBar } from "./filter-bar.tsx";
import { type Filters, isFiltered, readFilters, toQuery, writeFilters } from "./filters.ts";
import styles from "./history.module.css";
import { SubmissionDrawer } from "./submission-drawer.tsx";
import { SubmissionTable } from "./submission-table.tsx";

/** The page "Submissions": all submissions, newest first. Filters and the open row are in the address. */
export function HistoryPage() {
  const search = useSearch();
  const filters = readFilters(search);
  const { operation_id: opened } = useParams<{ operation_id?: string }>();
  const [, navigate] = useLocation();
  const live = useLive();
  const list = useInfiniteQuery(submissionPagesQuery(writeFilters(filters), () => toQuery(filters, new Date())));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  // "Back" undoes a choice of a filter; typing counts as one choice.
  const change = (next: Filters, typed = false): void =>
    navigate(links.history(writeFilters(next)), { replace: typed });

  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>Submissions</h1>
        <span className={styles.live}>{live === "live" ? "live" : "reconnecting: the list may be behind"}</span>
      </div>
      <FilterBar filters={filters} onChange={change} />
      <p role="status" className={styles.count}>
        {countWords(list, items.length)}
      </p>
      {items.length > 0 ? (
        <SubmissionTable items={items} search={search} opened={opened} />
      ) : (
        list.isSuccess && <Empty filtered={isFiltered(filters)} onClear={() => change(readFilters(""))} />
      )}
      {list.error instanceof ProblemError && (
        <LoadProblem problem={list.error.problem} onAgain={() => list.refetch()} />
      )}
      {list.hasNextPage && !list.isError && (
        <button
          type="button"
          className={styles.button}
          aria-busy={list.isFetchingNextPage}
          onClick={() => list.isFetchingNextPage || list.fetchNextPage()}
        >
          Load more
        </button>
      )}
      {opened !== undefined && (
        <SubmissionDrawer operationId={opened} onClose={() => navigate(links.history(search))} key={opened} />
      )}
    </div>
  );
}

function countWords(
  list: { isPending: boolean; isPlaceholderData: boolean; isError: boolean; hasNextPage: boolean },
  count: number,
): string {
  if (list.isPending || list.isPlaceholderData) return "Loading…";
  if (list.isError && count === 0) return "";
  return `${count.toLocaleString("en")}${list.hasNextPage ? " or more" : ""} shown`;
}

/** The list, or its next page, could not be loaded. The rows that are there stay. */
function LoadProblem({ problem, onAgain }: { problem: Problem; onAgain: () => void }) {
  return (
    <div className={styles.empty}>
      <p>The submissions could not be loaded.</p>
      <ProblemMessage problem={problem} />
      <button type="button" className={styles.button} onClick={onAgain}>
        Try again
      </button>
    </div>
  );
}

function Empty({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (filtered)
    return (
      <div className={styles.empty}>
        <p>Nothing matches these filters.</p>
        <button type="button" className={styles.button} onClick={onClear}>
          Show all submissions
        </button>
      </div>
    );
  return (
    <div className={styles.empty}>
      <p>No submissions yet. Every task that is created here will be listed, with all that became of it.</p>
      <Link className={styles.button} href={links.newTask()}>
        Create the first task
      </Link>
    </div>
  );
}
