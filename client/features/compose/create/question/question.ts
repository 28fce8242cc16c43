import type { QueryClient } from "@tanstack/react-query";
import type { Duplicate } from "../../../../../shared/api/routes.ts";
import { fieldType } from "../../../../../shared/fields/input-spec.ts";
import type { CreateSubmission } from "../../../../../shared/submission.ts";
import type { FieldSpecs } from "../../../../../shared/toloka.ts";
import type { JsonObject } from "../../../../../shared/values/json.ts";
import { call, ProblemError } from "../../../../api.ts";
import { findUnloadable, type UnloadableMedia } from "../../../../parts/media/media-check.ts";
import { fieldsOf } from "../../form/task-form.ts";

/** Why a creation has to be confirmed. */
export interface Question {
  /** Tasks and submissions with the same content in the same pool. */
  duplicates: Duplicate[];
  /** Media that neither the browser nor the server can load. */
  media: UnloadableMedia[];
  /** The first task of today for this pool of production. */
  production: boolean;
}

/** What a look before a creation came to. */
export interface Asked {
  /** `null`: nothing has to be asked. */
  question: Question | null;
  /** Duplicates could not be looked for, or not in time. */
  unchecked: boolean;
}

/** Neither check may keep anybody from creating: what is not known by then is not asked about. */
const DUPLICATES_MS = 3000;
const MEDIA_MS = 2000;

/** What has to be asked before a creation. */
export async function questionFor(
  client: QueryClient,
  body: CreateSubmission,
  given: { production: boolean; probing: boolean; specs: FieldSpecs; mediaConfirmed: boolean },
): Promise<Asked> {
  const { production } = given;
  const { task } = body;
  const [found, media] = await Promise.all([
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
  const duplicates = found ?? [];
  const asks = duplicates.length > 0 || media.length > 0 || production;
  return { question: asks ? { duplicates, media, production } : null, unchecked: found === null };
}

/** The texts of all fields of type `url` and `array_url`. */
function urlsOf(values: JsonObject | null | undefined, specs: FieldSpecs): string[] {
  return fieldsOf(specs)
    .filter(([, spec]) => fieldType(spec)?.element === "url")
    .flatMap(([id]) => values?.[id] ?? [])
    .filter((value) => typeof value === "string");
}

/** Without the submission under the same id; `null` where they cannot be looked for in time. */
async function findDuplicates({ task, parameters }: CreateSubmission): Promise<Duplicate[] | null> {
  try {
    const { items } = await call("findDuplicates", { body: { task } }, { signal: AbortSignal.timeout(DUPLICATES_MS) });
    return items.filter(({ operation_id }) => operation_id !== parameters?.operation_id);
  } catch (error) {
    if (error instanceof ProblemError || error instanceof DOMException) return null;
    throw error;
  }
}
