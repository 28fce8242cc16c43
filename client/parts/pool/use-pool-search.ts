import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { problemText } from "../../../shared/api/problem.ts";
import { ProblemError } from "../../api.ts";
import { useLanguage } from "../../language.ts";
import { poolsQuery } from "../../queries.ts";
import { poolIdIn } from "./pool-address.ts";
import type { FoundPool } from "./pool-title.tsx";

/** After the last key press, in milliseconds. */
const DEBOUNCE = 200;

export interface PoolSearch {
  /** The pools that Toloka finds; while `pending`, those for earlier words. */
  found: readonly FoundPool[];
  /** The id in what was typed, if Toloka's answer does not have that pool: perhaps it cannot be listed, but can be opened. */
  unlisted: string | null;
  /** Whether the answer to what is typed now is still to come. */
  pending: boolean;
  hasMore: boolean;
  /** Why nothing could be found out, as a sentence; empty without a sentence. */
  error: string | null;
}

/** Searches pools by name, project, id or address; `at`: of another connection than this tab's. */
export function usePoolSearch(typed: string, limit: number, enabled: boolean, at?: string): PoolSearch {
  const id = poolIdIn(typed);
  const words = id ?? typed.trim();
  const [settled] = useDebouncedValue(words, DEBOUNCE);
  const { data, error, isPlaceholderData } = useQuery({ ...poolsQuery(settled, limit, at), enabled });
  const language = useLanguage();
  const pending = settled !== words || isPlaceholderData || (data === undefined && error === null);
  const items = data?.items ?? [];
  const exact = items.filter(({ pool }) => pool.id === id);
  return {
    found: [...exact, ...items.filter(({ pool }) => pool.id !== id)],
    unlisted: exact.length === 0 ? id : null,
    pending,
    hasMore: data?.has_more ?? false,
    error: error === null ? null : error instanceof ProblemError ? problemText(error.problem, language) : "",
  };
}
