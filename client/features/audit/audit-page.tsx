import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useLocation, useSearch } from "wouter";
import { routes } from "../../../shared/api/routes.ts";
import { addressOf, ProblemError } from "../../api.ts";
import { useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { useMay } from "../../parts/people/use-may.ts";
import { ProblemMessage } from "../../parts/problem.tsx";
import { useSession } from "../../parts/session.tsx";
import { auditPagesQuery, peopleQuery } from "../../queries.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import styles from "./audit.module.css";
import { ChainState } from "./chain-state.tsx";
import { EntryItem } from "./entry-item.tsx";
import { FilterForm } from "./filter-form.tsx";
import { readFilters, toQuery, writeFilters } from "./filters.ts";
import { words } from "./words.ts";

/** Who did what, for administrators. */
export default function AuditPage() {
  const w = useWords(words);
  const may = useMay("administrator");
  const session = useSession();
  const shown = session?.sign_in === true && may;
  return (
    <div className={styles.page}>
      <h1>{w.title}</h1>
      {session?.sign_in === false && <p>{w.off}</p>}
      {!may && <p>{w.refused}</p>}
      {shown && <Log />}
    </div>
  );
}

function Log() {
  const w = useWords(words);
  const search = writeFilters(readFilters(useSearch()));
  const filters = readFilters(search);
  const [, navigate] = useLocation();
  const query = toQuery(filters);
  return (
    <>
      <p className={styles.about}>{w.about}</p>
      <ChainState />
      <FilterForm key={search} filters={filters} onChange={(next) => navigate(links.audit(writeFilters(next)))} />
      <div className={styles.actions}>
        {(["csv", "ndjson"] as const).map((format) => (
          <a
            key={format}
            className={buttonClass({ compact: true })}
            href={addressOf(routes.exportAudit, {}, { ...query, format })}
            download
          >
            {w.exportAs(format === "csv" ? "CSV" : "JSON lines")}
          </a>
        ))}
      </div>
      <Entries search={search} query={query} />
    </>
  );
}

function Entries({ search, query }: { search: string; query: Record<string, string> }) {
  const w = useWords(words);
  const list = useInfiniteQuery(auditPagesQuery(search, query));
  const { data: people } = useQuery(peopleQuery);
  const names = new Map(people?.items.map(({ id, name }) => [id, name]));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {list.error instanceof ProblemError && <ProblemMessage problem={list.error.problem} />}
      {list.isSuccess && items.length === 0 && <p role="status">{w.none}</p>}
      {items.length > 0 && (
        <ol className={styles.entries} aria-label={w.list} aria-busy={list.isPlaceholderData}>
          {items.map((entry) => (
            <EntryItem key={entry.seq} entry={entry} names={names} />
          ))}
        </ol>
      )}
      {list.hasNextPage && (
        <Button
          className={styles.more}
          aria-busy={list.isFetchingNextPage}
          onClick={() => list.isFetchingNextPage || void list.fetchNextPage()}
        >
          {w.more}
        </Button>
      )}
    </>
  );
}
