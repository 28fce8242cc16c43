import { isJsonObject, type Json, type JsonObject } from "../../../shared/values/json.ts";
import { call } from "../desk/http-call.ts";
import { until } from "../until.ts";

/** What `create_tasks` returns: tasks and errors by their position in the list. */
export interface KitResult {
  items: Record<string, JsonObject>;
  validation_errors: Record<string, JsonObject>;
}

/** What `create_tasks` raises if nothing was created. */
export class KitValidationError extends Error {
  readonly payload: Record<string, JsonObject>;
  constructor(payload: Record<string, JsonObject>) {
    super("Validation failed");
    this.payload = payload;
  }
}

const FINAL = ["SUCCESS", "FAIL"];

/**
 * The requests of `create_tasks` of toloka-kit 1.2.2 in its default, asynchronous mode, and what it makes of the answers: the
 * tasks are numbered with `__item_idx` and sent as a list; the operation is followed to its end, after a 409 by the id that was
 * sent; its log says what became of each number; the tasks of each pool are read back by the range of their ids.
 */
export async function kitCreateTasks(
  url: string,
  tasks: JsonObject[],
  query: Record<string, string> & { operation_id: string },
): Promise<KitResult> {
  const ask = async (method: string, path: string, body?: Json) =>
    call(`${url}/api/v1`, method, path, body, { authorization: "OAuth local" });
  const marked = tasks.map((task, index) => ({ ...task, __item_idx: String(index) }));
  const sent = await ask("POST", `/tasks?${new URLSearchParams({ async_mode: "true", ...query })}`, marked);
  if (sent.status >= 400 && sent.status !== 409) throw new Error(`${sent.status}: ${sent.text}`);
  const id = sent.status === 409 ? query.operation_id : String((sent.body as JsonObject).id);
  await until(`the end of ${id}`, async () => {
    const { status } = (await ask("GET", `/operations/${id}`)).body as JsonObject;
    return FINAL.includes(String(status)) || null;
  });
  const log = (await ask("GET", `/operations/${id}/log`)).body as JsonObject[];
  const created = new Map<string, { index: string; pool: string }>();
  const validation_errors: Record<string, JsonObject> = {};
  for (const { input, output } of log) {
    const index = isJsonObject(input) ? input.__item_idx : undefined;
    if (typeof index !== "string" || !isJsonObject(output)) continue;
    const pool = String((input as JsonObject).pool_id);
    if (typeof output.task_id === "string") created.set(output.task_id, { index, pool });
    else validation_errors[index] = output;
  }
  if (created.size === 0 && Object.keys(validation_errors).length > 0) throw new KitValidationError(validation_errors);
  const items: Record<string, JsonObject> = {};
  const pools = Map.groupBy(created.keys(), (task) => created.get(task)!.pool);
  for (const [pool_id, ids] of pools) {
    const ordered = ids.toSorted();
    const range = { pool_id, id_gte: ordered[0]!, id_lte: ordered.at(-1)!, sort: "id" };
    for (let after = {}, more = true; more; ) {
      const page = (await ask("GET", `/tasks?${new URLSearchParams({ ...range, ...after })}`)).body as JsonObject;
      const found = page.items as JsonObject[];
      for (const task of found) {
        const known = created.get(String(task.id));
        if (known !== undefined) items[known.index] = task;
      }
      more = page.has_more === true;
      after = { id_gt: String(found.at(-1)?.id) };
    }
  }
  return { items, validation_errors };
}
