import { problem } from "../../../shared/api/problem.ts";
import { limitConcurrency } from "../../media/limit-concurrency.ts";
import type { ConnectedToloka } from "../desk.ts";
import type { Handlers } from "../mount.ts";
import { resultsFile } from "./results-file.ts";

/** Uploads that are read at a time: each holds one part in memory and takes a share of the processor. */
const MAX_UPLOADS = 4;

/** The handlers of the rows of `shared/api/imports`. */
export function importHandlers({ imports }: ConnectedToloka) {
  const inTurn = limitConcurrency(MAX_UPLOADS, 0);
  return {
    createImport: async ({ query, upload }, { operator }) => {
      const answer = await inTurn(() => imports.create(query, upload, operator));
      if (answer === null) return { ok: false, problem: problem(503, "BUSY") };
      if (!answer.ok) return answer;
      const { status, value } = answer.value;
      return { ok: true, value, status, location: `/api/imports/${value.import_id}` };
    },
    listImports: ({ query }) => imports.list(query),
    getImport: ({ params }) => imports.get(params.import_id),
    pauseImport: ({ params }) => imports.pause(params.import_id),
    resumeImport: ({ params }) => imports.resume(params.import_id),
    cancelImport: ({ params }, { operator }) => imports.cancel(params.import_id, operator),
    retryImport: ({ params }) => imports.retry(params.import_id),
    importResults: async ({ params, query }) => {
      const results = await imports.results(params.import_id);
      if (!results.ok) return results;
      return { ok: true, download: resultsFile(query.format, params.import_id, results.value) };
    },
  } satisfies Partial<Handlers>;
}
