import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Pool, Project } from "../../../shared/toloka.ts";
import { upstreamKey } from "../../../shared/upstream-key.ts";
import { ProblemError } from "../../api.ts";
import { poolQuery, poolsQuery } from "../../queries.ts";
import { type Choice, SearchBox } from "../../ui/search-box.tsx";
import { useSession } from "../session.tsx";
import { recentPools, rememberPool } from "./recent-pools.ts";

/** After the last key press, in milliseconds. */
const DEBOUNCE = 200;
const LIMIT = 50;

/** The field "Pool": a pool is searched for by name or project, or given by its id. `value`: the chosen pool's id. */
export function PoolPicker({ value, onChange }: { value: string | null; onChange: (id: string) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const toloka = useSession()?.toloka;
  const upstream = toloka === undefined ? "" : upstreamKey(toloka);
  const shown = useChosenPool(value, upstream);
  const open = typed !== null;
  const query = (typed ?? "").trim();
  const found = usePools(query, open);
  const recent = open ? recentChoices(query, upstream) : [];
  const isNew = (choice: Choice) => !recent.some((before) => before.value === choice.value);
  return (
    <SearchBox
      label="Pool"
      placeholder="Search by pool or project, or paste an id"
      shown={shown}
      typed={typed}
      onTyped={setTyped}
      choices={open ? [...recent, ...found.choices.filter(isNew)] : []}
      chosen={value}
      onChoose={onChange}
      note={found.note}
    />
  );
}

/** A pool in one line: `Cats vs dogs · Morning · 1080020 · open`. */
export function poolTitle(pool: Pool, project: Project | null): string {
  const names = [project?.public_name, pool.private_name].filter(Boolean).join(" · ");
  const id = names.includes(pool.id) ? [] : [pool.id];
  return [names, ...id, statusWord(pool)].join(" · ");
}

const statusWord = (pool: Pool): string => pool.status.toLowerCase() + (pool.type === "TRAINING" ? ", training" : "");

/** The title of the chosen pool; until it is read, that of the last visit, or its id. */
function useChosenPool(value: string | null, upstream: string): string {
  const pool = useQuery(poolQuery(value));
  const title = pool.data ? poolTitle(pool.data.pool, pool.data.project) : null;
  useEffect(() => {
    if (value !== null && title !== null && upstream !== "") rememberPool(upstream, { id: value, title });
  }, [value, title, upstream]);
  if (value === null) return "";
  return title ?? recentPools(upstream).find(({ id }) => id === value)?.title ?? value;
}

/** The pools used before, while nothing is typed. */
const recentChoices = (query: string, upstream: string): Choice[] =>
  query === "" ? recentPools(upstream).map(({ id, title }) => ({ value: id, group: "Recent", content: title })) : [];

/** The pools that Toloka finds for the query, and the line below the list. */
function usePools(query: string, open: boolean): { choices: Choice[]; note: string } {
  const [settled] = useDebouncedValue(query, DEBOUNCE);
  const pools = useQuery({ ...poolsQuery(settled, LIMIT), enabled: open });
  const choices = (pools.data?.items ?? []).map(({ pool, project }) => ({
    value: pool.id,
    group: query === "" ? "Pools" : "",
    content: poolTitle(pool, project),
  }));
  const pasted = /^\d+$/.test(query) && !choices.some(({ value }) => value === query);
  if (pasted) choices.unshift({ value: query, group: "", content: `Pool ${query}` });
  return { choices, note: noteOf(pools, settled !== query, choices.length) };
}

function noteOf(pools: { data: { has_more: boolean } | undefined; error: unknown }, behind: boolean, count: number) {
  if (pools.error)
    return pools.error instanceof ProblemError ? pools.error.problem.detail : "The pools could not be loaded.";
  if (pools.data === undefined || behind) return "Searching…";
  if (count === 0) return "No pool or project has these words. A pool's id can be pasted as well.";
  return pools.data.has_more ? "There are more: type to narrow down." : "";
}
