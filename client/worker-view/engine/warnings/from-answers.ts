import { type Faults, faultSentence } from "../../../../shared/faults/faults.ts";
import { checkValues } from "../../../../shared/fields/input-spec.ts";
import type { Language } from "../../../../shared/language.ts";
import type { FieldSpecs } from "../../../../shared/toloka.ts";
import { canonicalJson, type JsonObject, stringifyJson } from "../../../../shared/values/json.ts";
import type { Explored } from "./explore.ts";
import { type Finding, finding } from "./finding.ts";

/** What shows only when the interface is answered. */
export function fromAnswers(explored: Explored, outputs: FieldSpecs, language: Language): Finding[] {
  return [
    ...refused(explored, outputs, language),
    ...notOffered(explored, outputs),
    ...explored.media.map(({ path, url, fault }) =>
      finding(
        fault === "plainHttp" ? "doubtful" : "bad",
        fault,
        path,
        url.length > 200 ? `${url.slice(0, 199)}…` : url,
      ),
    ),
  ];
}

/** Why `output_spec` refuses an answer, by path. */
export const outputFaults = (outputs: FieldSpecs, output: JsonObject): Faults =>
  checkValues(outputs, output, "output_spec");

/** Each field and reason once, with the first choice that leads there. */
function refused({ accepted }: Explored, outputs: FieldSpecs, language: Language): Finding[] {
  const found = new Map<string, { count: number; finding: Finding }>();
  for (const { output, choice } of accepted)
    for (const [path, fault] of Object.entries(outputFaults(outputs, output))) {
      const name = `${path} ${fault.code}`;
      const known = found.get(name);
      if (known !== undefined) {
        known.count += 1;
        continue;
      }
      const field = path.slice("output_spec.".length);
      const why = faultSentence(fault, language);
      const after =
        choice === null ? null : `${choice.place.replace(/^output\./, "")} = ${stringifyJson(choice.value)}`;
      found.set(name, {
        count: 1,
        finding:
          after === null
            ? finding("bad", "refused", path, field, why)
            : finding("bad", "refusedAfter", path, after, field, why),
      });
    }
  return [...found.values()].map(({ finding }) => finding);
}

/** Values that a known solution may have and no worker can choose. */
function notOffered({ offered, whole }: Explored, outputs: FieldSpecs): Finding[] {
  if (!whole) return [];
  return Object.entries(outputs).flatMap(([name, spec]) => {
    const values = offered.get(`output.${name}`);
    if (values === undefined || spec.allowed_values == null) return [];
    return spec.allowed_values
      .filter((value) => !values.has(canonicalJson(value)))
      .map((value) => finding("doubtful", "notOffered", `output_spec.${name}`, name, stringifyJson(value)));
  });
}
