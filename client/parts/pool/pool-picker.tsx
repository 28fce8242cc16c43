import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { upstreamKey } from "../../../shared/upstream-key.ts";
import { useWords } from "../../language.ts";
import { poolQuery } from "../../queries.ts";
import { type Choice, SearchBox } from "../../ui/choice/search-box.tsx";
import { useSession } from "../session.tsx";
import { PoolLine, poolTitle } from "./pool-title.tsx";
import { recentPools } from "./recent-pools.ts";
import { type PoolSearch, usePoolSearch } from "./use-pool-search.ts";
import { words } from "./words.ts";

const LIMIT = 50;

interface PoolPickerProps {
  /** The chosen pool's id. */
  value: string | null;
  onChange: (id: string) => void;
  /** Whether it takes the focus when it comes onto the page. */
  focused?: boolean;
}

/** The field "Pool": a pool is searched for by name or project, or given by its id or address. */
export function PoolPicker({ value, onChange, focused = false }: PoolPickerProps) {
  const w = useWords(words);
  const [typed, setTyped] = useState<string | null>(null);
  const toloka = useSession()?.toloka;
  const upstream = toloka === undefined ? "" : upstreamKey(toloka);
  const shown = useChosenPool(value, upstream);
  const open = typed !== null;
  const query = (typed ?? "").trim();
  const search = usePoolSearch(query, LIMIT, open);
  const recent = open && query === "" ? recentPools(upstream) : [];
  const choices = [
    ...recent.map(({ id, title }) => ({ value: id, group: w.recent, content: title })),
    ...choicesOf(search, query === "" ? w.pools : "", w.unlisted).filter(
      (choice) => !recent.some(({ id }) => id === choice.value),
    ),
  ];
  return (
    <SearchBox
      label={w.label}
      placeholder={w.placeholder}
      shown={shown}
      typed={typed}
      onTyped={setTyped}
      choices={open ? choices : []}
      pending={search.pending && query !== ""}
      chosen={value}
      onChoose={onChange}
      note={noteOf(search, choices.length, w)}
      focused={focused}
    />
  );
}

/** The title of the chosen pool; until it is read, that of the last visit, or its id. */
function useChosenPool(value: string | null, upstream: string): string {
  const pool = useQuery(poolQuery(value));
  const title = pool.data ? poolTitle(pool.data) : null;
  if (value === null) return "";
  return title ?? recentPools(upstream).find(({ id }) => id === value)?.title ?? value;
}

/** A pool that is not in Toloka's answer comes last: it may not exist. */
function choicesOf({ found, unlisted, pending }: PoolSearch, group: string, name: (id: string) => string): Choice[] {
  const choices = found.map((one) => ({ value: one.pool.id, group, content: <PoolLine found={one} /> }));
  return unlisted === null || pending ? choices : [...choices, { value: unlisted, group, content: name(unlisted) }];
}

function noteOf({ error, pending, hasMore }: PoolSearch, count: number, w: typeof words.en): string {
  if (error !== null) return error || w.failed;
  if (pending) return w.searching;
  if (count === 0) return w.none;
  return hasMore ? w.more : "";
}
