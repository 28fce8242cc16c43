import type { Import } from "../../../shared/api/imports/import-routes.ts";
import { problem } from "../../../shared/api/problem.ts";
import { limitConcurrency } from "../../media/limit-concurrency.ts";
import type { Result } from "../../result.ts";
import { personOf } from "../approval-handlers.ts";
import { notingImport } from "../audit/note-change.ts";
import type { ConnectedToloka } from "../desk.ts";
import type { Caller, Handlers } from "../mount.ts";
import { resultsFile } from "./results-file.ts";

/** Uploads that are read at a time: each holds one part in memory and takes a share of the processor. */
const MAX_UPLOADS = 4;

/** The handlers of the rows of `shared/api/imports`. */
export function importHandlers({ imports }: ConnectedToloka) {
  const inTurn = limitConcurrency(MAX_UPLOADS, 0);
  const noting = (id: string, caller: Caller, change: () => Promise<Result<Import>>) =>
    notingImport(imports.get, id, caller, change);
  return {
    createImport: async ({ query, upload }, caller) => {
      const answer = await inTurn(() => imports.create(query, upload, personOf(caller)));
      if (answer === null) return { ok: false, problem: problem(503, "BUSY") };
      if (!answer.ok) return answer;
      const { status, value } = answer.value;
      const { import_id, pool_id, rows } = value;
      const waits = status === 202 && value.status === "paused";
      caller.note({ subject: import_id, after: { pool_id, rows, ...(waits && { approval: "pending" }) } });
      return { ok: true, value, status, location: `/api/imports/${value.import_id}` };
    },
    listImports: ({ query }) => imports.list(query),
    getImport: ({ params }) => imports.get(params.import_id),
    pauseImport: ({ params: { import_id } }, caller) => noting(import_id, caller, () => imports.pause(import_id)),
    resumeImport: ({ params: { import_id } }, caller) => noting(import_id, caller, () => imports.resume(import_id)),
    cancelImport: ({ params: { import_id } }, caller) =>
      noting(import_id, caller, () => imports.cancel(import_id, caller.operator)),
    retryImport: ({ params: { import_id } }, caller) => noting(import_id, caller, () => imports.retry(import_id)),
    importResults: async ({ params, query }) => {
      const results = await imports.results(params.import_id);
      if (!results.ok) return results;
      return { ok: true, download: resultsFile(query.format, params.import_id, results.value) };
    },
  } satisfies Partial<Handlers>;
}
