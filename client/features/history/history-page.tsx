import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import { useLocation, useParams, useSearch } from "wouter";
import type { SubmissionCounts } from "../../../shared/api/submissions/submission-filter.ts";
import { grouped } from "../../../shared/values/counts.ts";
import { useLanguage, useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { useLive } from "../../parts/live.ts";
import { useSession } from "../../parts/session.tsx";
import { takesLetters } from "../../parts/single-keys.ts";
import { submissionCountsQuery, submissionPagesQuery } from "../../queries.ts";
import { Tabs } from "../../ui/choice/tabs.tsx";
import { dialogIsOpen } from "../../ui/dialog/dialog-open.ts";
import { FilterBar } from "./filters/filter-bar.tsx";
import {
  countQuery,
  type Filters,
  isFiltered,
  readFilters,
  statusesIn,
  TAB_NAMES,
  TABS,
  tabOf,
  toQuery,
  writeFilters,
} from "./filters/filters.ts";
import styles from "./history.module.css";
import { ImportRows } from "./imports/import-rows.tsx";
import { focusRow } from "./list/rows.ts";
import { SubmissionList } from "./list/submission-list.tsx";
import { listIsBefore } from "./opening.ts";
import { SubmissionPanel } from "./panel/submission-panel.tsx";
import { words } from "./words.ts";

/** The page "Submissions": the list, newest first, and beside it the open submission. Both are in the address. */
export function HistoryPage() {
  const w = useWords(words);
  const filters = readFilters(useSearch());
  const search = writeFilters(filters);
  const { operation_id: opened } = useParams<{ operation_id?: string }>();
  const [, navigate] = useLocation();
  const live = useLive();
  const query = () => toQuery(filters, new Date());
  const list = useInfiniteQuery(submissionPagesQuery(search, query));
  const countOf = useCounts(filters);
  const people = usePeople(list.data?.pages.flatMap(({ items }) => items.map(({ created_by }) => created_by)) ?? []);
  // "Back" undoes a choice of a filter. Typing counts as one choice, and a choice closes the panel.
  const change = (next: Filters, typed = false): void =>
    navigate(links.history(writeFilters(next)), { replace: typed || opened !== undefined });
  const close = (): void =>
    listIsBefore() ? window.history.back() : navigate(links.history(search), { replace: true });
  useEscape(opened !== undefined, close);
  useReturn(opened);

  return (
    <div className={styles.page} data-open={opened !== undefined || undefined}>
      <div className={styles.list}>
        <div className={styles.head}>
          <h1>{w.title}</h1>
          <span className={styles.live}>{live === "live" ? w.live : w.reconnecting}</span>
        </div>
        <FilterBar filters={filters} people={people} onChange={change} />
        {!isFiltered({ ...filters, pool_id: "" }) && <ImportRows poolId={filters.pool_id} />}
        <div>
          <Tabs
            label={w.tabs.label}
            tabs={TAB_NAMES.map((name) => ({ name, label: w.tabs[name], count: countOf(TABS[name]) ?? "–" }))}
            chosen={tabOf(filters.status)}
            onChoose={(name) => change({ ...filters, status: TABS[name] })}
          >
            <SubmissionList
              key={search}
              list={list}
              total={countOf(filters.status)}
              search={search}
              query={query}
              opened={opened}
              onClear={isFiltered(filters) ? () => change(readFilters("")) : undefined}
            />
          </Tabs>
        </div>
      </div>
      {opened !== undefined && <SubmissionPanel key={opened} operationId={opened} onClose={close} />}
    </div>
  );
}

/** How many submissions a `status` of the filters has by the other filters: `391`, `10,000+`; `null` if unknown. */
function useCounts(filters: Filters): (status: string) => string | null {
  const language = useLanguage();
  const common = writeFilters({ ...filters, status: "" });
  const { data } = useQuery(submissionCountsQuery(common, () => countQuery(filters, new Date())));
  return (status) => (data === undefined || status === "foreign" ? null : sum(data, status, language));
}

function sum({ statuses, stopped }: SubmissionCounts, status: string, language: "en" | "ru"): string {
  const counts = status === "stopped" ? [stopped] : statusesIn(status).map((one) => statuses[one]);
  const total = counts.reduce((before, { count }) => before + count, 0);
  return grouped(total, language) + (counts.some(({ more }) => more) ? "+" : "");
}

/** The operator, and those who made the submissions in the list. */
function usePeople(makers: readonly string[]): string[] {
  const operator = useSession()?.operator;
  return [...new Set([...(operator === undefined ? [] : [operator]), ...makers])];
}

/** Escape closes the panel, except where it belongs to a text box or a dialog. */
function useEscape(open: boolean, close: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const free = !event.defaultPrevented && !dialogIsOpen() && !takesLetters(event.target);
    if (open && free && event.key === "Escape") close();
  });
  useEffect(() => {
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

/** Where the panel takes the whole page, and the list is hidden meanwhile. The same width is in the styles. */
const NARROW = "(width < 1100px)";

/** When the panel closes: the focus returns to its row and, where the list was hidden, the list to where it was. */
function useReturn(opened: string | undefined): void {
  const before = useRef(opened);
  const scroll = useRef(0);
  // The position from before the list is hidden: layout effects would read that of the shortened page.
  if (opened !== undefined && before.current === undefined) scroll.current = window.scrollY;
  useLayoutEffect(() => {
    const [from, to] = [before.current, opened];
    before.current = to;
    if (from === to) return;
    if (matchMedia(NARROW).matches) window.scrollTo(0, to === undefined ? scroll.current : 0);
    if (to === undefined && from !== undefined) focusRow(from);
  }, [opened]);
}
