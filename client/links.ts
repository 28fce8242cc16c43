import { CONNECTION, connection } from "./connection.ts";

/** The addresses within the page. They are made here only. Where the server has several connections, they name this tab's. */
export type Search = string | URLSearchParams | Record<string, string | undefined>;

export const links = {
  home: (): string => `/${searchText(undefined)}`,
  /** The first page of another connection: leave the page for it. */
  switchTo: (name: string): string => `/${searchText(undefined, name)}`,
  /** The form, without or with a pool; `search` fills it (`input.image=…`). */
  newTask: (poolId?: string | null, search?: Search): string =>
    (poolId ? `/pools/${encodeURIComponent(poolId)}/new` : "/new") + searchText(search),
  /** The form of a pool of another connection, filled in with a submission: leave the page for it. */
  newTaskAt: (name: string, poolId: string, similar: string): string =>
    `/pools/${encodeURIComponent(poolId)}/new${searchText({ similar }, name)}`,
  /** The list of submissions, filtered by `search`. */
  history: (search?: Search): string => `/submissions${searchText(search)}`,
  submission: (operationId: string, search?: Search): string =>
    `/submissions/${encodeURIComponent(operationId)}${searchText(search)}`,
  /** A submission of another connection: leave the page for it. */
  submissionOf: (name: string, operationId: string): string =>
    `/submissions/${encodeURIComponent(operationId)}${searchText(undefined, name)}`,
  /** The page that reads task files for a pool. */
  importInto: (poolId: string): string => `/pools/${encodeURIComponent(poolId)}/import${searchText(undefined)}`,
  import: (importId: string): string => `/imports/${encodeURIComponent(importId)}${searchText(undefined)}`,
  settings: (): string => `/settings${searchText(undefined)}`,
  account: (): string => `/account${searchText(undefined)}`,
  people: (): string => `/people${searchText(undefined)}`,
  /** Who did what; `search` filters it. */
  audit: (search?: Search): string => `/audit${searchText(search)}`,
  /** What waits for the approval of a second person. */
  approvals: (): string => `/approvals${searchText(undefined)}`,
  /** The comparison of the journal with the pools. */
  reconciliation: (): string => `/reconciliation${searchText(undefined)}`,
  /** Leads to the OpenID provider. */
  startSignIn: (next: string): string => `/sign-in/start${searchText({ next }, null)}`,
  /** A page of its own, which comes back to `next`: leave the page for it. */
  signIn: (next?: string): string => `/sign-in${searchText({ next }, null)}`,
  /** The same after signing out. `provider`: where the person may sign out at the provider, too. */
  signedOut: (provider: string | null = null): string =>
    `/sign-in${searchText(provider === null ? {} : { provider: "" }, null)}`,
  /** Leads to the provider's own page for signing out. */
  leaveProvider: (): string => "/sign-in/leave",
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

function searchText(search: Search | undefined, of: string | null = connection): string {
  const text =
    typeof search === "string" ? search.replace(/^\?/, "") : new URLSearchParams(given(search ?? {})).toString();
  if (of === null) return text === "" ? "" : `?${text}`;
  const members = new URLSearchParams(text);
  members.set(CONNECTION, of);
  return `?${members}`;
}

const given = (search: URLSearchParams | Record<string, string | undefined>): [string, string][] =>
  search instanceof URLSearchParams
    ? [...search]
    : Object.entries(search).filter((entry): entry is [string, string] => entry[1] !== undefined);
