import { rm } from "node:fs/promises";
import { type LocalTolokaOptions, startLocalToloka } from "../../server/local-toloka/server.ts";
import { isJsonObject, type JsonObject } from "../../shared/json.ts";
import { type Answered, call } from "../support/calls.ts";
import { temporaryFolder } from "../support/desk.ts";
import { until } from "../support/until.ts";

export interface Reply extends Answered {
  body: JsonObject;
}

/** A built-in Toloka of one's own, asked as a client of Toloka asks. */
export interface Account {
  url: string;
  get(path: string): Promise<Reply>;
  post(path: string, body?: unknown): Promise<Reply>;
  patch(path: string, body?: unknown): Promise<Reply>;
  /** The operation, once it has ended. */
  ended(id: unknown): Promise<JsonObject>;
  log(id: unknown): Promise<JsonObject[]>;
  /** How many tasks a pool has. */
  count(poolId: string): Promise<number>;
  /** Ends it and starts it again on the same data. */
  restart(): Promise<void>;
  remove(): Promise<void>;
}

export async function openAccount(options: Partial<LocalTolokaOptions> = {}): Promise<Account> {
  const dataDir = options.dataDir ?? (await temporaryFolder());
  const start = () => startLocalToloka({ port: 0, operationMs: 0, ...options, dataDir });
  let running = await start();
  const send = async (method: string, path: string, body?: unknown): Promise<Reply> => {
    const base = path.startsWith("/_local") ? running.url : `${running.url}/api/v1`;
    const answered = await call(base, method, path, body, { authorization: "OAuth local" });
    return { ...answered, body: answered.body as JsonObject };
  };
  return {
    get url() {
      return running.url;
    },
    get: (path) => send("GET", path),
    post: (path, body) => send("POST", path, body),
    patch: (path, body) => send("PATCH", path, body),
    ended: (id) =>
      until(`operation ${id} to end`, async () => {
        const { body } = await send("GET", `/operations/${id}`);
        return body.status === "SUCCESS" || body.status === "FAIL" ? body : undefined;
      }),
    log: async (id) => (await send("GET", `/operations/${id}/log`)).body as unknown as JsonObject[],
    async count(poolId) {
      const { body } = await send("GET", `/tasks?pool_id=${poolId}&limit=100000`);
      return (body.items as JsonObject[]).length;
    },
    async restart() {
      await running.close();
      running = await start();
    },
    async remove() {
      await running.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The code at each path of a payload. */
export const codes = (payload: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(isJsonObject(payload) ? payload : {}).map(([path, fault]) => [path, (fault as JsonObject).code]),
  );

export const CATS = "1080020";
/** A task that the pool of cats and dogs takes. */
export const cat = (more: JsonObject = {}): JsonObject => ({
  pool_id: CATS,
  input_values: { image: "https://example.com/cat.jpg" },
  overlap: 1,
  ...more,
});
/** One that it does not: its picture is missing. */
export const blind = (more: JsonObject = {}): JsonObject => ({ pool_id: CATS, input_values: {}, overlap: 1, ...more });
