import { rm } from "node:fs/promises";
import { seed } from "../../server/local-toloka/seed/seed.ts";
import { type LocalTolokaOptions, startLocalToloka } from "../../server/local-toloka/server.ts";
import { openState, putDocument } from "../../server/local-toloka/state.ts";
import { isJsonObject, type Json, type JsonObject, stringifyJson } from "../../shared/values/json.ts";
import { type Answered, call } from "../support/desk/http-call.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { freePort } from "../support/ports.ts";
import { until } from "../support/until.ts";

export const CATS = "1080020";
export const IMAGE = "https://example.com/1.jpg";

/** A valid task for the pool of cats and dogs. */
export const cat = (more: JsonObject = {}): JsonObject => ({
  pool_id: CATS,
  input_values: { image: IMAGE },
  overlap: 2,
  ...more,
});

/** A further project and pool, both with this id. */
export interface OwnPool {
  id: string;
  input_spec: JsonObject;
  output_spec?: JsonObject;
  /** Members of the pool that differ from the default. */
  pool?: JsonObject;
}

/** Starts a built-in Toloka on a free port, its state new unless `dataDir` is given, with `own` pools besides the seed's. */
export async function startBuiltIn(options: Partial<LocalTolokaOptions> = {}, own: OwnPool[] = []) {
  const dataDir = options.dataDir ?? (await temporaryFolder());
  if (own.length > 0) await addPools(dataDir, own);
  // Another port at each start: `fetch` would use the connection to the former server again.
  const toloka = await startLocalToloka({ port: await freePort(), operationMs: 0, ...options, dataDir });
  /** Sends a request with the token. A string body is sent unchanged. */
  const ask = (method: string, path: string, body?: Json, headers: Record<string, string> = {}) =>
    call(`${toloka.url}/api/v1`, method, path, body, { authorization: "OAuth local", ...headers });
  return {
    url: toloka.url,
    dataDir,
    ask,
    /** The operation after its end, and its log. */
    async ended(id: string): Promise<{ operation: JsonObject; log: JsonObject[] }> {
      const operation = await until(`the end of ${id}`, async () => {
        const found = objectIn(await ask("GET", `/operations/${id}`));
        return found.status === "RUNNING" ? null : found;
      });
      return { operation, log: (await ask("GET", `/operations/${id}/log`)).body as JsonObject[] };
    },
    async newest(poolId = CATS): Promise<JsonObject | undefined> {
      return itemsIn(await ask("GET", `/tasks?pool_id=${poolId}&sort=-id&limit=1`))[0];
    },
    close: toloka.close,
    /** Closes it and removes its state. */
    async stop() {
      await toloka.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
export type BuiltIn = Awaited<ReturnType<typeof startBuiltIn>>;

async function addPools(dataDir: string, own: OwnPool[]): Promise<void> {
  const state = openState(dataDir);
  seed(state, Date.now());
  for (const { id, input_spec, output_spec = {}, pool = {} } of own) {
    putDocument(state, "project", { id, public_name: id, status: "ACTIVE", task_spec: { input_spec, output_spec } });
    putDocument(state, "pool", {
      id,
      project_id: id,
      private_name: id,
      status: "CLOSED",
      reward_per_assignment: 0.01,
      mixer_config: { real_tasks_count: 1 },
      ...pool,
    });
  }
  await state.committed();
  state.close();
}

export function objectIn({ status, body }: Answered): JsonObject {
  if (!isJsonObject(body)) throw new Error(`no object, but ${status} ${stringifyJson(body)}`);
  return body;
}

export function itemsIn(answer: Answered): JsonObject[] {
  const { items } = objectIn(answer);
  if (!Array.isArray(items)) throw new Error(`no list, but ${answer.status} ${stringifyJson(answer.body)}`);
  return items as JsonObject[];
}

/** Path to code of a validation error; of another refusal its own code; of a success `null`. */
export function verdictOf(answer: Answered): Record<string, Json> | Json {
  if (answer.status < 300) return null;
  const { code, payload } = objectIn(answer);
  return code === "VALIDATION_ERROR" && isJsonObject(payload) ? codesIn(payload) : (code ?? null);
}

export const codesIn = (payload: JsonObject): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(payload).map(([path, fault]) => [path, isJsonObject(fault) ? (fault.code ?? null) : fault]),
  );
