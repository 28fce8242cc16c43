import { stringifyJson } from "../../../../shared/values/json.ts";
import { type Choices, readFile } from "../reading/read-file.ts";
import { FileRefused } from "../reading/refusal.ts";
import { createSheet } from "../sheet/sheet.ts";

const optional = (type: string) => ({ type, required: false });

/** The fields for which the files of the corpus are. */
const SPECS = {
  input_spec: {
    image: { type: "url" },
    n: optional("integer"),
    f: optional("float"),
    ok: optional("boolean"),
    at: optional("coordinates"),
    note: optional("string"),
    tags: optional("array_string"),
    obj: optional("json"),
  },
  output_spec: { verdict: { type: "string", required: false } },
};

/**
 * What comes of a file: the refusal with its parameters, the header's problems that block, or every row as its task's
 * JSON or as `line: column code`.
 */
export async function outcomeOf(content: string | Uint8Array, name: string, choices: Choices = {}): Promise<string[]> {
  try {
    const sheet = createSheet(await readFile({ name, content }, choices, SPECS), SPECS);
    const blocking = sheet.header().columnProblems.filter(({ blocks }) => blocks);
    if (blocking.length > 0) return blocking.map(({ code, title }) => `${code} ${title}`.trim());
    while (sheet.checkSome(10));
    const valid = sheet.jsonLines({});
    return sheet.window("all", 0, 100).rows.map(({ line, problems }) => {
      if (problems.length === 0) return valid.shift()!.replace(/^\{"input_values":/, "");
      return `${line}: ${problems.map(({ column, fault, offer }) => [column ?? "row", fault.code, offer ?? ""].join(" ").trim()).join(", ")}`;
    });
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return [stringifyJson([error.refusal.code, ...error.refusal.params])];
  }
}
