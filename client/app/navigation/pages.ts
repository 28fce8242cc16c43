import { poolIn } from "../../links.ts";

/** The pages as the header and the title know them. The choice of a pool and its form are one page. */
export type PageKind =
  | "home"
  | "newTask"
  | "importFile"
  | "import"
  | "submissions"
  | "settings"
  | "account"
  | "people"
  | "audit"
  | "reconciliation"
  | "approvals"
  | "notFound";

/** `path`: the path of the address. */
export function pageKind(path: string): PageKind {
  if (path === "/") return "home";
  if (path === "/new" || poolIn(path) !== null) return "newTask";
  if (/^\/pools\/[^/]+\/import$/.test(path)) return "importFile";
  if (/^\/imports\/[^/]+$/.test(path)) return "import";
  if (/^\/submissions(?:\/[^/]+)?$/.test(path)) return "submissions";
  const plain = (["settings", "account", "people", "audit", "reconciliation", "approvals"] as const).find(
    (kind) => path === `/${kind}`,
  );
  return plain ?? "notFound";
}
