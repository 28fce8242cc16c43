import { describe, expect, it } from "vitest";
import { outcomeOf } from "./outcome.ts";
import { xlsxFile } from "./xlsx-file.ts";

const A = "https://a.b/1";
const B = "https://a.b/2";
/** The task that is left of its JSON when only the image is given. */
const ONLY = (image: string, more = ""): string => `{"image":"${image}"${more}}}`;
const bytes = (encoding: "utf-16le" | "utf-16be", text: string, mark = true): Uint8Array => {
  const units = [...(mark ? "\ufeff" : ""), ...text].map((letter) => letter.charCodeAt(0));
  return Uint8Array.from(
    units.flatMap((unit) => (encoding === "utf-16le" ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])),
  );
};
/** Text in windows-1251, of ASCII and small Cyrillic letters. */
const cp1251 = (text: string): Uint8Array =>
  Uint8Array.from(
    [...text].map((letter) =>
      letter >= "а" && letter <= "я" ? letter.charCodeAt(0) - 0x430 + 0xe0 : letter.charCodeAt(0),
    ),
  );
const date = (serial: number) => ({ xml: `<c r="AT" s="1"><v>${serial}</v></c>` });

describe("tables", () => {
  it.each<[string, string, string[]]>([
    ["tabs", `INPUT:image\tINPUT:n\n${A}\t1\n${B}\t2\n`, [ONLY(A, ',"n":1'), ONLY(B, ',"n":2')]],
    ["commas", `INPUT:image,INPUT:n\n${A},1\n`, [ONLY(A, ',"n":1')]],
    [
      "semicolons, as spreadsheet programs write CSV where commas are decimal",
      `INPUT:image;INPUT:f\n${A};2.5\n`,
      [ONLY(A, ',"f":2.5')],
    ],
    ["bars", `INPUT:image|INPUT:n\n${A}|1\n`, [ONLY(A, ',"n":1')]],
    ["one column", `INPUT:image\n${A}?a=1,2;3\n`, [ONLY(`${A}?a=1,2;3`)]],
    ["a title in quotation marks", `"INPUT:image","INPUT:n"\n"${A}","1"\n`, [ONLY(A, ',"n":1')]],
    ["names of fields without a prefix", `image\tn\n${A}\t1\n`, [ONLY(A, ',"n":1')]],
    ["line ends of Windows", `INPUT:image\tINPUT:n\r\n${A}\t1\r\n${B}\t\r\n`, [ONLY(A, ',"n":1'), ONLY(B)]],
    ["line ends of old Macs", `INPUT:image\tINPUT:n\r${A}\t1\r`, [ONLY(A, ',"n":1')]],
    ["mixed line ends", `INPUT:image\r\n${A}\r${B}\n`, [ONLY(A), ONLY(B)]],
    ["no line end at the end", `INPUT:image\n${A}`, [ONLY(A)]],
    ["empty lines", `\n\nINPUT:image\tINPUT:n\n\n${A}\t1\n\t\n\n`, [ONLY(A, ',"n":1')]],
    ["columns in another order", `INPUT:n\tINPUT:image\n1\t${A}\n`, [ONLY(A, ',"n":1')]],
    ["letter case of the prefix", `input:image\n${A}\n`, [ONLY(A)]],
    ["a space behind the prefix", `INPUT: image\n${A}\n`, [ONLY(A)]],
    ["cells that are missing at the end", `INPUT:image\tINPUT:n\tINPUT:note\n${A}\n`, [ONLY(A)]],
    ["empty cells at the end", `INPUT:image\n${A}\t\t\n`, [ONLY(A)]],
    [
      "a line break in a cell",
      `INPUT:image\tINPUT:note\n${A}\t"a\nb"\n${B}\tc\n`,
      [ONLY(A, ',"note":"a\\nb"'), ONLY(B, ',"note":"c"')],
    ],
    ["a tab in a cell", `INPUT:image\tINPUT:note\n${A}\t"a\tb"\n`, [ONLY(A, ',"note":"a\\tb"')]],
    ["doubled quotation marks", `INPUT:image\tINPUT:note\n${A}\t"tv 24"" new"\n`, [ONLY(A, ',"note":"tv 24\\" new"')]],
    [
      "quotation marks inside a cell",
      `INPUT:image\tINPUT:note\n${A}\tthe "big" one\n`,
      [ONLY(A, ',"note":"the \\"big\\" one"')],
    ],
    ["an inch mark", `INPUT:image\tINPUT:note\n${A}\t24" tv\n`, [ONLY(A, ',"note":"24\\" tv"')]],
    ["spaces of a text", `INPUT:image\tINPUT:note\n${A}\t a \n`, [ONLY(A, ',"note":" a "')]],
    ["spaces around a URL", `INPUT:image\n  ${A} \n`, [ONLY(A)]],
    ["JSON", `INPUT:image\tINPUT:obj\n${A}\t"{""q"": ""tv 24\\"" new""}"\n`, [ONLY(A, ',"obj":{"q":"tv 24\\" new"}')]],
    [
      "JSON with escaped commas",
      `INPUT:image\tINPUT:obj\n${A}\t"{""k"": 1\\, ""n"": 2}"\n`,
      [ONLY(A, ',"obj":{"k":1,"n":2}')],
    ],
    ["a list", `INPUT:image\tINPUT:tags\n${A}\tred, green\n`, [ONLY(A, ',"tags":["red","green"]')]],
    [
      "a list with a comma in quotation marks",
      `INPUT:image\tINPUT:tags\n${A}\t"a,""b, c"""\n`,
      [ONLY(A, ',"tags":["a","b, c"]')],
    ],
    ["coordinates", `INPUT:image\tINPUT:at\n${A}\t48.85,2.35\n`, [ONLY(A, ',"at":"48.85,2.35"')]],
    [
      "numbers with all digits",
      `INPUT:image\tINPUT:n\tINPUT:f\n${A}\t9007199254740993\t0.710\n`,
      [ONLY(A, ',"n":9007199254740993,"f":0.710')],
    ],
    ["truth in capitals", `INPUT:image\tINPUT:ok\n${A}\tTRUE\n`, [ONLY(A, ',"ok":true')]],
    [
      "an answer",
      `INPUT:image\tGOLDEN:verdict\n${A}\tyes\n`,
      [`{"image":"${A}"},"known_solutions":[{"output_values":{"verdict":"yes"}}]}`],
    ],
    [
      "an answer and a hint",
      `INPUT:image\tGOLDEN:verdict\tHINT:text\n${A}\tno\t"Look at ""it"""\n`,
      [
        `{"image":"${A}"},"message_on_unknown_solution":"Look at \\"it\\"","known_solutions":[{"output_values":{"verdict":"no"}}]}`,
      ],
    ],
    ["an overlap", `INPUT:image\tTASK:overlap\n${A}\t3\n`, [`{"image":"${A}"},"overlap":3}`]],
    [
      "a point",
      `INPUT:image\tAl:latitude\tAI:longitude\n${A}\t48.85\t2.35\n`,
      [`{"image":"${A}"},"latitude":"48.85","longitude":"2.35"}`],
    ],
    ["a file of results", `INPUT:image\tOUTPUT:verdict\tASSIGNMENT:status\n${A}\tyes\tAPPROVED\n`, [ONLY(A)]],
    ["a column that is nothing of a task", `INPUT:image\tcomment\n${A}\tmine\n`, [ONLY(A)]],
    ["a column without a title", `INPUT:image\t\n${A}\tmine\n`, [ONLY(A)]],
    ["formulas as text", `INPUT:image\tINPUT:note\n${A}\t=1+1\n`, [ONLY(A, ',"note":"=1+1"')]],
  ])("%s", async (_name, content, expected) => {
    expect(await outcomeOf(content, "tasks.tsv")).toEqual(expected);
  });
});

describe("faulty rows name their cell", () => {
  it.each<[string, string, string[]]>([
    ["a required value", `INPUT:image\tINPUT:n\n\t1\n${A}\t2\n`, ["2: 0 VALUE_REQUIRED", ONLY(A, ',"n":2')]],
    ["a URL", "INPUT:image\nnowhere\n", ["2: 0 INVALID_URL_SYNTAX"]],
    ["a decimal comma", `INPUT:image\tINPUT:f\n${A}\t0,710\n`, ["2: 1 FLOAT_EXPECTED 0.710"]],
    ["a fraction", `INPUT:image\tINPUT:n\n${A}\t1.5\n`, ["2: 1 INTEGER_EXPECTED"]],
    ["thousands", `INPUT:image\tINPUT:n\n${A}\t12 000\n`, ["2: 1 INTEGER_EXPECTED 12000"]],
    ["a word for true", `INPUT:image\tINPUT:ok\n${A}\tyes\n`, ["2: 1 BOOLEAN_EXPECTED true"]],
    [
      "coordinates with decimal commas",
      `INPUT:image\tINPUT:at\n${A}\t48,85; 2,35\n`,
      ["2: 1 INVALID_COORDINATES_SYNTAX 48.85,2.35"],
    ],
    ["JSON without doubled marks", `INPUT:image\tINPUT:obj\n${A}\t"{"q": "x"}"\n`, ["2: 1 JSON_EXPECTED"]],
    ["JSON with a wrong escape", `INPUT:image\tINPUT:obj\n${A}\t"{""q"": ""a\\B""}"\n`, ["2: 1 JSON_EXPECTED"]],
    ["a number in place of an object", `INPUT:image\tINPUT:obj\n${A}\t1\n`, ["2: 1 OBJECT_EXPECTED"]],
    ["a cell too many", `INPUT:image\tINPUT:n\n${A}\t1\tx\n`, ["2: 2 CELL_WITHOUT_COLUMN"]],
    ["an overlap of 0", `INPUT:image\tTASK:overlap\n${A}\t0\n`, ["2: 1 VALUE_LESS_THAN_MIN"]],
    ["an overlap in words", `INPUT:image\tTASK:overlap\n${A}\tthree\n`, ["2: 1 INTEGER_EXPECTED"]],
    ["a hint without an answer", `INPUT:image\tHINT:text\n${A}\tLook\n`, ["2: row VALUES_REQUIRED"]],
    [
      "several, behind a row of two lines",
      `INPUT:image\tINPUT:note\tINPUT:n\n${A}\t"a\nb"\t1\nx\t\ty\n`,
      [ONLY(A, ',"n":1,"note":"a\\nb"'), "4: 2 INTEGER_EXPECTED, 0 INVALID_URL_SYNTAX"],
    ],
    ["a title that is misspelt", `INPUT:imgae\n${A}\n`, ["UNKNOWN_COLUMN INPUT:imgae", "NO_TASK_COLUMN"]],
    ["a required column that is missing", "INPUT:n\n1\n", ["MISSING_COLUMN INPUT:image"]],
    ["a column twice", `INPUT:image\timage\n${A}\t${B}\n`, ["REPEATED_COLUMN INPUT:image"]],
    ["no header", `${A}\n${B}\n`, ["NO_TASK_COLUMN"]],
  ])("%s", async (_name, content, expected) => {
    expect(await outcomeOf(content, "tasks.tsv")).toEqual(expected);
  });
});

describe("JSON", () => {
  it.each<[string, string, string[]]>([
    [
      "an array of tasks",
      `[{"input_values":{"image":"${A}"}},\n{"input_values":{"image":"${B}","n":2}}]`,
      [ONLY(A), ONLY(B, ',"n":2')],
    ],
    ["one task", `{\n"input_values": {"image": "${A}"}\n}`, [ONLY(A)]],
    ["a task a line", `{"input_values":{"image":"${A}"}}\n\n{"image":"${B}"}\n`, [ONLY(A), ONLY(B)]],
    [
      "the old form",
      `[{"INPUT:image":"${A}","GOLDEN:verdict":"yes"}]`,
      [`{"image":"${A}"},"known_solutions":[{"output_values":{"verdict":"yes"}}]}`],
    ],
    ["a request of the API", `[{"task":{"pool_id":"7","input_values":{"image":"${A}"}}}]`, [ONLY(A)]],
    ["what Toloka set", `[{"id":"x","created":"2026-01-01T00:00:00","input_values":{"image":"${A}"}}]`, [ONLY(A)]],
    [
      "numbers with all digits",
      `[{"image":"${A}","n":9007199254740993,"f":0.710}]`,
      [ONLY(A, ',"n":9007199254740993,"f":0.710')],
    ],
    [
      "members without a column",
      `[{"input_values":{"image":"${A}"},"infinite_overlap":true,"known_solutions":[{"output_values":{"verdict":"a"},"correctness_weight":0.5}]}]`,
      [
        `{"image":"${A}"},"infinite_overlap":true,"known_solutions":[{"output_values":{"verdict":"a"},"correctness_weight":0.5}]}`,
      ],
    ],
    ["braces and commas in texts", `[{"image":"${A}","note":"},{\\"]"}]`, [ONLY(A, ',"note":"},{\\"]"')]],
    ["a number as text", `[{"image":"${A}","n":"7"}]`, ["1: 1 INTEGER_EXPECTED"]],
    ["an unknown field", `[{"image":"${A}","imgae":"x"}]`, ["1: row VALUE_NOT_ALLOWED"]],
    ["a value that is no task", `[1, {"image":"${A}"}]`, ["1: row OBJECT_EXPECTED", ONLY(A)]],
    [
      "a bad line among good ones",
      `{"image":"${A}"}\n{"image":\n{"image":"${B}"}`,
      [ONLY(A), "2: row JSON_EXPECTED", ONLY(B)],
    ],
    ["a key twice", `[{"image":"${A}","__proto__":1}]`, ["1: row JSON_EXPECTED"]],
    ["an array that is never closed", `[{"image":"${A}"},`, ['["INVALID_JSON",1]']],
    ["something behind the array", `[{"image":"${A}"}] x`, ['["INVALID_JSON",1]']],
    ["an empty array", "[]", ['["NO_ROWS"]']],
  ])("%s", async (_name, content, expected) => {
    expect(await outcomeOf(content, "tasks.json")).toEqual(expected);
  });
});

describe("encodings", () => {
  const text = `INPUT:image\tINPUT:note\n${A}\tкот\n`;
  const expected = [ONLY(A, ',"note":"кот"')];
  const encoded = new TextEncoder().encode(text);
  it.each<[string, Uint8Array]>([
    ["UTF-8", encoded],
    ["UTF-8 with a byte order mark", Uint8Array.of(0xef, 0xbb, 0xbf, ...encoded)],
    ["UTF-16 of spreadsheet programs", bytes("utf-16le", text)],
    ["UTF-16, the bytes the other way round", bytes("utf-16be", text)],
    ["UTF-16 without a mark", bytes("utf-16le", text, false)],
    ["windows-1251", cp1251(text)],
  ])("%s", async (_name, content) => {
    expect(await outcomeOf(content, "tasks.tsv")).toEqual(expected);
  });

  it("can be chosen", async () => {
    const koi8 = Uint8Array.of(...new TextEncoder().encode(`INPUT:image\tINPUT:note\n${A}\t`), 0xcb, 0xcf, 0xd4);
    expect(await outcomeOf(koi8, "tasks.tsv", { encoding: "koi8-r" })).toEqual(expected);
    expect(await outcomeOf(koi8, "tasks.tsv", { encoding: "utf-8" })).toEqual(['["NOT_DECODED","utf-8"]']);
    expect(await outcomeOf(`INPUT:image;INPUT:n\n${A};1`, "a.csv", { delimiter: ";" })).toEqual([ONLY(A, ',"n":1')]);
    expect(await outcomeOf(`${A}\t1\n${B}`, "a.tsv", { titled: false })).toEqual([ONLY(A, ',"n":1'), ONLY(B)]);
  });
});

describe("spreadsheets", () => {
  const head = ["INPUT:image", "INPUT:n", "INPUT:f", "INPUT:note"];
  it.each<[string, Uint8Array, string[]]>([
    ["texts and numbers", xlsxFile([head, [A, 7, 2.5, "a"]]), [ONLY(A, ',"n":7,"f":2.5,"note":"a"')]],
    [
      "numbers with all digits",
      xlsxFile([head, [A, { number: "9007199254740993" }, { number: "0.710" }]]),
      [ONLY(A, ',"n":9007199254740993,"f":0.710')],
    ],
    ["spaces of a text", xlsxFile([head, [A, null, null, " a "]]), [ONLY(A, ',"note":" a "')]],
    [
      "a text in place",
      xlsxFile([["INPUT:image"], [{ xml: `<c r="AT" t="inlineStr"><is><t>${A}</t></is></c>` }]]),
      [ONLY(A)],
    ],
    ["a date", xlsxFile([head, [A, null, null, date(45_000)]]), [ONLY(A, ',"note":"2023-03-15"')]],
    [
      "a truth",
      xlsxFile([
        ["INPUT:image", "INPUT:ok"],
        [A, { xml: '<c r="AT" t="b"><v>1</v></c>' }],
      ]),
      [ONLY(A, ',"ok":true')],
    ],
    [
      "an error in a required cell",
      xlsxFile([
        ["INPUT:image", "INPUT:n"],
        [{ xml: '<c r="AT" t="e"><v>#N/A</v></c>' }, 1],
      ]),
      ["2: 0 VALUE_REQUIRED"],
    ],
    ["empty rows between", xlsxFile([head, [], [A], [], [B]]), [ONLY(A), ONLY(B)]],
    ["the row's number", xlsxFile([head, [], ["x"]]), ["3: 0 INVALID_URL_SYNTAX"]],
    ["no rows", xlsxFile([head]), ['["NO_ROWS"]']],
  ])("%s", async (_name, content, expected) => {
    expect(await outcomeOf(content, "tasks.xlsx")).toEqual(expected);
  });
});

describe("hostile and foreign files are refused", () => {
  const zeros = new Uint8Array(60_000_000);
  it.each<[string, () => string | Uint8Array, string]>([
    ["nothing", () => "", '["EMPTY_FILE"]'],
    ["spaces", () => " \n ", '["EMPTY_FILE"]'],
    ["a header alone", () => "INPUT:image\n", '["NO_ROWS"]'],
    ["over 100 MB", () => new Uint8Array(100_000_001), '["FILE_TOO_LARGE",100]'],
    ["a NUL", () => `INPUT:image\n${A}\0\n`, '["NUL_CHARACTER",2]'],
    ["a picture", () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13), '["NUL_CHARACTER",3]'],
    [
      "a quotation mark that is never closed",
      () => `INPUT:image\tINPUT:note\n${A}\ta\n${B}\t"b\n${A}\tc\n`,
      '["QUOTE_NOT_CLOSED",3]',
    ],
    [
      "an unclosed quotation mark before megabytes",
      () => `INPUT:note\n"${"a\n".repeat(1_000_000)}`,
      '["ROW_TOO_LONG",2]',
    ],
    ["a cell of 10 MB", () => `INPUT:image\tINPUT:note\n${A}\t${"a".repeat(10_000_000)}\n`, '["LINE_TOO_LONG",2]'],
    ["a million columns", () => `${"a\t".repeat(1_000_000)}\n`, '["TOO_MANY_COLUMNS",1,1000001,2000]'],
    ["32 million empty cells in a line", () => `INPUT:image\n${"\t".repeat(32_000_000)}\n`, '["LINE_TOO_LONG",2]'],
    [
      "six million empty cells in lines",
      () => `INPUT:image\n${`${A}${"\t".repeat(1_000)}\n`.repeat(6_000)}`,
      '["TOO_MANY_CELLS",4997,5000000]',
    ],
    ["too many rows", () => `INPUT:n\n${"1\n".repeat(250_001)}`, '["TOO_MANY_ROWS",250000]'],
    ["a zip bomb", () => xlsxFile([["INPUT:image"]], { "xl/bomb.xml": zeros }), '["UNPACKS_TOO_LARGE",60]'],
    ["another zip", () => Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), '["DAMAGED_SPREADSHEET"]'],
    ["a document in a zip", () => xlsxFile([]).subarray(0, 200), '["DAMAGED_SPREADSHEET"]'],
    [
      "a spreadsheet of the former kind",
      () => Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1),
      '["OLD_SPREADSHEET"]',
    ],
  ])("%s", async (_name, content, expected) => {
    expect(await outcomeOf(content(), "tasks.tsv")).toEqual([expected]);
  });
});
