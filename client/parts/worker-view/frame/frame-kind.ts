import type { JsonObject } from "../../../../shared/values/json.ts";
import type { FrameKind } from "./frame-addresses.ts";

/** The document that draws a project's interface; `null` if there is none to draw, or of a kind that is not known. */
export function frameKind({ view_spec }: { view_spec?: JsonObject | undefined }): FrameKind | null {
  if (view_spec?.type === "tb") return view_spec.config == null || view_spec.config === "" ? null : "template";
  const classic = view_spec?.type === "classic" && typeof view_spec.markup === "string" && view_spec.markup !== "";
  return classic ? "classic" : null;
}
