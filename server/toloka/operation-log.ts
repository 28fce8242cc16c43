import type { FieldProblem } from "../../shared/faults/faults.ts";
import type { OperationLogItem } from "../../shared/toloka.ts";
import { isJsonObject, type Json, type JsonObject } from "../../shared/values/json.ts";

interface Refusal {
  code: string;
  message: string;
  request_id?: string;
}

/** The content of an operation's log: created ids by position, faults by position and path, refusals without a field. */
export interface LogReading {
  created: Map<number, string>;
  faults: Map<number, Record<string, FieldProblem>>;
  refusals: Refusal[];
  /** The positions of tasks that were refused without a field. */
  refused: Map<number, Refusal>;
  /** Why the pool could not be opened after the creation. The tasks exist. */
  opening: { code: string; message: string } | null;
}

/**
 * Reads a log (GET /operations/{id}/log). Its items come in any order; `__item_idx` in an item's input says which task it is
 * about. `output` is `{task_id}`, or a map of paths to faults, or `{code, message, request_id}`.
 */
export function readLog(items: OperationLogItem[]): LogReading {
  const reading: LogReading = {
    created: new Map(),
    faults: new Map(),
    refusals: [],
    refused: new Map(),
    opening: null,
  };
  for (const item of items) {
    const index = Number(item.input?.__item_idx ?? 0);
    const output = item.output ?? {};
    const refusal = refusalOf(output);
    if (item.type === "POOL_OPEN") {
      if (!item.success) reading.opening = refusal ?? { code: "CONFLICT_STATE", message: "" };
    } else if (item.success) {
      if (typeof output.task_id === "string") reading.created.set(index, output.task_id);
    } else if (refusal?.code === "VALIDATION_ERROR" && isJsonObject(output.payload)) {
      reading.faults.set(index, fieldsOf(output.payload));
    } else if (refusal) {
      reading.refusals.push(refusal);
      if (item.input?.__item_idx !== undefined) reading.refused.set(index, refusal);
    } else reading.faults.set(index, fieldsOf(output));
  }
  return reading;
}

function refusalOf(output: JsonObject): Refusal | null {
  if (typeof output.code !== "string") return null;
  return {
    code: output.code,
    message: typeof output.message === "string" ? output.message : "",
    ...(typeof output.request_id === "string" ? { request_id: output.request_id } : {}),
  };
}

/** A validation payload as a map of paths to `{code, message, params?}`, without entries of another shape. */
export function fieldsOf(payload: Json | undefined): Record<string, FieldProblem> {
  const fields: Record<string, FieldProblem> = {};
  if (!isJsonObject(payload)) return fields;
  for (const [path, fault] of Object.entries(payload))
    if (isJsonObject(fault) && typeof fault.code === "string")
      fields[path] = {
        code: fault.code,
        message: typeof fault.message === "string" ? fault.message : "",
        ...(Array.isArray(fault.params) ? { params: fault.params } : {}),
      };
  return fields;
}
