import type { Submission } from "../../../../shared/submission.ts";
import { tasksOf } from "../../../../shared/submission.ts";
import { isJsonObject } from "../../../../shared/values/json.ts";
import { MediaStrip } from "../../../parts/media/media-strip.tsx";
import { kindByName, viewableUrl } from "../../../parts/media/media-url.ts";

/** The server checks them only when the operator asks for it: they were checked when the task was created. */
const UNASKED = { has: () => true, allow: () => undefined };

/** The media of the submission's first task, whole, field by field. */
export function PanelMedia({ submission }: { submission: Submission }) {
  const [task] = tasksOf(submission);
  return mediaFields(task?.input_values).map(({ name, urls }) => (
    <MediaStrip key={name} label={name} urls={urls} poolId={task?.pool_id ?? ""} unasked={UNASKED} />
  ));
}

/** The fields with the addresses of media files. */
function mediaFields(values: unknown): { name: string; urls: string[] }[] {
  return Object.entries(isJsonObject(values) ? values : {})
    .map(([name, value]) => ({ name, urls: [value].flat().filter(isMedia) }))
    .filter(({ urls }) => urls.length > 0);
}

function isMedia(value: unknown): value is string {
  const address = typeof value === "string" ? viewableUrl(value) : null;
  return address !== null && kindByName(address) !== null;
}
