/** The addresses within the page. They are made here only. */
export type Search = string | URLSearchParams | Record<string, string | undefined>;

export const links = {
  home: (): string => "/",
  /** The form, without or with a pool; `search` fills it (`input.image=…`). */
  newTask: (poolId?: string | null, search?: Search): string =>
    (poolId ? `/pools/${encodeURIComponent(poolId)}/new` : "/new") + searchText(search),
  /** The list of submissions, filtered by `search`. */
  history: (search?: Search): string => `/submissions${searchText(search)}`,
  submission: (operationId: string, search?: Search): string =>
    `/submissions/${encodeURIComponent(operationId)}${searchText(search)}`,
  /** The page that reads task files for a pool. */
  importInto: (poolId: string): string => `/pools/${encodeURIComponent(poolId)}/import`,
  import: (importId: string): string => `/imports/${encodeURIComponent(importId)}`,
  settings: (): string => "/settings",
  account: (): string => "/account",
  people: (): string => "/people",
  /** Who did what; `search` filters it. */
  audit: (search?: Search): string => `/audit${searchText(search)}`,
  /** Leads to the OpenID provider. */
  startSignIn: (next: string): string => `/sign-in/start${searchText({ next })}`,
  /** A page of its own, which comes back to `next`: leave the page for it. */
  signIn: (next?: string): string => `/sign-in${searchText({ next })}`,
} as const;

/** The pool of the form's address, if it has one. */
export function poolIn(path: string): string | null {
  const pool = /^\/pools\/([^/]+)\/new$/.exec(path)?.[1];
  try {
    return pool === undefined ? null : decodeURIComponent(pool);
  } catch {
    return pool ?? null;
  }
}

function searchText(search: Search | undefined): string {
  if (search === undefined) return "";
  const text = typeof search === "string" ? search.replace(/^\?/, "") : new URLSearchParams(given(search)).toString();
  return text === "" ? "" : `?${text}`;
}

const given = (search: URLSearchParams | Record<string, string | undefined>): [string, string][] =>
  search instanceof URLSearchParams
    ? [...search]
    : Object.entries(search).filter((entry): entry is [string, string] => entry[1] !== undefined);
