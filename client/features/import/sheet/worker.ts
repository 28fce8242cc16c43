import { hasPattern } from "../../../../shared/fields/input-spec.ts";
import { loadPatterns } from "../../../../shared/fields/pattern.ts";
import type { Specs } from "../../../../shared/task-file/columns.ts";
import { parseJson, stringifyJson } from "../../../../shared/values/json.ts";
import { type FileContent, readFile } from "../reading/read-file.ts";
import { FileRefused } from "../reading/refusal.ts";
import type { FromWorker, RequestName, Requests, ToWorker } from "./messages.ts";
import { createSheet, type Sheet } from "./sheet.ts";

/** Rows that are checked before the worker looks for requests again: some ten milliseconds. */
const SLICE = 500;
/** How often the page is told how far the check has come, in milliseconds. */
const REPORT_EVERY = 100;

const LONGEST_SAMPLE = 100;

let content: FileContent["content"] = "";
let sheet: Sheet | null = null;
let checking: ReturnType<typeof setTimeout> | undefined;

const send = (message: FromWorker): void => self.postMessage(message);

type Answers = {
  [N in RequestName]: (asked: Requests[N]["asked"]) => Promise<Requests[N]["answer"]> | Requests[N]["answer"];
};

const answers: Omit<Answers, "tasks"> = {
  async open({ name, choices, specs }) {
    clearTimeout(checking);
    const all = [...Object.values(specs.input_spec), ...Object.values(specs.output_spec)];
    // Without it patterns are not checked here, but by the server.
    if (all.some(hasPattern)) await loadPatterns().catch(() => undefined);
    return opened(await readFile({ name, content }, choices, specs), specs);
  },
  window({ filter, from, to }) {
    const { total, rows } = sheet?.window(filter, from, to) ?? { total: 0, rows: [] };
    return { total, rows: rows.map((row) => stringifyJson(row)) };
  },
  edit({ id, column, text }) {
    sheet?.edit(id, column, text);
    return null;
  },
  remove({ ids }) {
    sheet?.remove(ids);
    return null;
  },
  choose({ choices }) {
    clearTimeout(checking);
    sheet?.choose(choices);
    if (sheet !== null) checkOn(sheet, performance.now());
    return sheet?.header() ?? { columns: [], columnProblems: [] };
  },
  addPoolContents({ keys }) {
    sheet?.addPoolContents(keys);
    return null;
  },
  removeFiltered({ filter }) {
    sheet?.removeFiltered(filter);
    return null;
  },
};

/** Requests that change rows: the page gets their counts, too. */
const CHANGES: readonly RequestName[] = ["edit", "remove", "removeFiltered", "addPoolContents"];

function opened(read: Awaited<ReturnType<typeof readFile>>, specs: Specs): Requests["open"]["answer"] {
  sheet = createSheet(read, specs);
  checkOn(sheet, performance.now());
  const [first] = sheet.window("all", 0, 1).rows;
  return {
    kind: read.kind,
    encoding: read.encoding,
    delimiter: read.delimiter,
    titled: "header" in read ? read.titled : null,
    samples: (first?.cells ?? []).map((cell) => cell.slice(0, LONGEST_SAMPLE)),
    ...sheet.header(),
  };
}

/** Checks in slices, so that requests are answered in between. */
function checkOn(of: Sheet, reported: number): void {
  checking = setTimeout(() => {
    const more = of.checkSome(SLICE);
    const now = performance.now();
    const report = !more || now - reported > REPORT_EVERY;
    if (report) send({ counts: of.counts(), checking: more });
    if (more) checkOn(of, report ? now : reported);
    else checking = undefined;
  });
}

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  const { id, name } = data;
  if (data.content !== undefined) content = data.content;
  try {
    const asked = parseJson(data.json) as never;
    if (name === "tasks") {
      const { common } = asked as Requests["tasks"]["asked"];
      const blob = (lines: string[] | undefined) => new Blob([(lines ?? []).join("\n")]);
      const blobs = { tasks: blob(sheet?.jsonLines(common)), cells: blob(sheet?.cellLines()) };
      return send({ id, json: "null", blobs });
    }
    const json = stringifyJson(await answers[name](asked));
    send({ id, json });
    if (CHANGES.includes(name) && sheet !== null) send({ counts: sheet.counts(), checking: checking !== undefined });
  } catch (error) {
    send({
      id,
      refusal: error instanceof FileRefused ? error.refusal : { code: "READER_FAILED", params: [String(error)] },
    });
  }
};
