import { loadPatterns } from "../../../shared/fields/pattern.ts";
import { parseJson } from "../../../shared/values/json.ts";
import { warningsOf } from "../engine/warnings/warnings.ts";
import type { AskedWarnings, FoundWarning } from "./messages.ts";

/** Looks for what may go wrong with an interface, beside the page: it is answered in many ways, which takes up to half a second. */
self.onmessage = async ({ data }: MessageEvent<string>) => {
  const { language, ...given } = parseJson(data) as unknown as AskedWarnings;
  await loadPatterns();
  const found: FoundWarning[] = warningsOf(given, language).map(({ severity, path, text }) => ({
    severity,
    path,
    text,
  }));
  self.postMessage(found);
};
