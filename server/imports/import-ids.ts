import { createHash } from "node:crypto";
import { v4, v5 } from "uuid";

/** The namespace of Task Desk's ids from content (RFC 9562, version 5). */
const NAMESPACE = "7d0a3f56-5a1c-4f0e-9d8b-2c1f4a6e9b30";

/** What the id of an import is made from. `content`: hash of the uploaded bytes. */
export interface ImportContent {
  upstream: string;
  pool_id: string;
  mode: string;
  allow_defaults: boolean;
  open_pool: boolean;
  content: string;
}

/** Hash of an upload with its pool and parameters. */
export const contentHashOf = ({ upstream, pool_id, mode, allow_defaults, open_pool, content }: ImportContent): string =>
  createHash("sha256").update([upstream, pool_id, mode, allow_defaults, open_pool, content].join("\n")).digest("hex");

/** The id of an import: of its content and its key, so that the same upload is the same import. `again`: a new one. */
export const importIdOf = (hash: string, { key, again }: { key: string | null; again: boolean }): string =>
  key === null && again ? v4() : v5(`import ${key ?? ""} ${hash}`, NAMESPACE);

/** The operation id of a part, from its place in the import. Tasks that Toloka has refused are sent again under another. */
export const operationIdOf = (importId: string, part: number, attempt: number): string =>
  v5(`part ${importId} ${part} ${attempt}`, NAMESPACE);
