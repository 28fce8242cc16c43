import type { JsonObject } from "../../../shared/values/json.ts";

/** Whether the worker's view of a project can be shown: a classic one with markup. */
export const canShow = ({ view_spec }: { view_spec?: JsonObject | undefined }): boolean =>
  view_spec?.type === "classic" && typeof view_spec.markup === "string" && view_spec.markup !== "";
