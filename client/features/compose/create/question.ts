import type { QueryClient } from "@tanstack/react-query";
import type { Duplicate } from "../../../../shared/api/routes.ts";
import { fieldType } from "../../../../shared/fields/input-spec.ts";
import type { CreateSubmission } from "../../../../shared/submission.ts";
import type { FieldSpecs } from "../../../../shared/toloka.ts";
import type { JsonObject } from "../../../../shared/values/json.ts";
import { call, ProblemError } from "../../../api.ts";
import { findUnloadable, type UnloadableMedia } from "../../../parts/media/media-check.ts";
import { fieldsOf } from "../form/task-form.ts";

/** Why a creation has to be confirmed. */
export interface Question {
  /** Tasks and submissions with the same content in the same pool. */
  duplicates: Duplicate[];
  /** Media that neither the browser nor the server can load. */
  media: UnloadableMedia[];
  /** The task is created in production. */
  production: boolean;
}

/** Neither check may keep anybody from creating: what is not known by then is not asked about. */
const DUPLICATES_MS = 3000;
const MEDIA_MS = 2000;

/** What has to be asked before a creation; `null` if nothing has. */
export async function questionFor(
  client: QueryClient,
  body: CreateSubmission,
  given: { production: boolean; probing: boolean; specs: FieldSpecs; mediaConfirmed: boolean },
): Promise<Question | null> {
  const { production } = given;
  const { task } = body;
  const [duplicates, media] = await Promise.all([
    findDuplicates(body),
    given.mediaConfirmed
      ? []
      : findUnloadable(client, {
          texts: urlsOf(task.input_values, given.specs),
          poolId: task.pool_id,
          probing: given.probing,
          milliseconds: MEDIA_MS,
        }),
  ]);
  return duplicates.length > 0 || media.length > 0 || production ? { duplicates, media, production } : null;
}

/** The texts of all fields of type `url` and `array_url`. */
function urlsOf(values: JsonObject | null | undefined, specs: FieldSpecs): string[] {
  return fieldsOf(specs)
    .filter(([, spec]) => fieldType(spec)?.element === "url")
    .flatMap(([id]) => values?.[id] ?? [])
    .filter((value) => typeof value === "string");
}

/** Without the submission under the same id; none where they cannot be looked for. */
async function findDuplicates({ task, parameters }: CreateSubmission): Promise<Duplicate[]> {
  try {
    const { items } = await call("findDuplicates", { body: { task } }, { signal: AbortSignal.timeout(DUPLICATES_MS) });
    return items.filter(({ operation_id }) => operation_id !== parameters?.operation_id);
  } catch (error) {
    if (error instanceof ProblemError || error instanceof DOMException) return [];
    throw error;
  }
}
