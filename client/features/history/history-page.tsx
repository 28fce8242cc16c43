import { useInfiniteQuery } from "@tanstack/react-query";
import { useLocation, useParams, useSearch } from "wouter";
import { call, ProblemError } from "../../api.ts";
import { links } from "../../links.ts";
import { useLive } from "../../parts/live.ts";
import { ProblemMessage } from "../../parts/problem.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { type Filters, isFiltered, readFilters, toQuery, writeFilters } from "./filters.ts";
import styles from "./history.module.css";
import { SubmissionDrawer } from "./submission-drawer.tsx";
import { SubmissionTable } from "./submission-table.tsx";

const PAGE = 50;

/** The page "Submissions": everything that was asked for, newest first; filters and the opened row are in the URL. */
export function HistoryPage() {
  const search = useSearch();
  const filters = readFilters(search);
  const { operation_id: opened } = useParams<{ operation_id?: string }>();
  const [, navigate] = useLocation();
  const live = useLive();
  const list = useInfiniteQuery({
    queryKey: ["submissions", writeFilters(filters)],
    queryFn: ({ pageParam, signal }) =>
      call(
        "listSubmissions",
        {
          query: {
            ...toQuery(filters, new Date()),
            limit: String(PAGE),
            ...(pageParam === null ? {} : { cursor: pageParam }),
          },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    structuralSharing: false,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const change = (next: Filters): void => navigate(links.history(writeFilters(next)), { replace: true });

  return (
    <main id="main" className={styles.page}>
      <div className={styles.head}>
        <h1>Submissions</h1>
        <span className={styles.live}>{live === "live" ? "live" : "reconnecting: the list may be behind"}</span>
      </div>
      <FilterBar filters={filters} onChange={change} />
      <p role="status" className={styles.count}>
        {list.isPending ? "Loading…" : `${items.length}${list.hasNextPage ? " or more" : ""} shown`}
      </p>
      {list.error instanceof ProblemError ? (
        <div className={styles.empty}>
          <p>The submissions could not be loaded.</p>
          <ProblemMessage problem={list.error.problem} />
          <button type="button" className={styles.button} onClick={() => list.refetch()}>
            Try again
          </button>
        </div>
      ) : items.length > 0 ? (
        <SubmissionTable items={items} search={search} opened={opened} />
      ) : (
        !list.isPending && <Empty filtered={isFiltered(filters)} onClear={() => change(readFilters(""))} />
      )}
      {list.hasNextPage && (
        <button
          type="button"
          className={styles.button}
          disabled={list.isFetchingNextPage}
          onClick={() => list.fetchNextPage()}
        >
          Load more
        </button>
      )}
      {opened !== undefined && (
        <SubmissionDrawer operationId={opened} onClose={() => navigate(links.history(search))} key={opened} />
      )}
    </main>
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
      <a className={styles.button} href={links.newTask()}>
        Create the first task
      </a>
    </div>
  );
}
