import { counted, grouped } from "../../../shared/values/counts.ts";

const tasks = (count: number) => counted(count, "en", { one: "task", other: "tasks" });
const rows = (count: number) => counted(count, "en", { one: "row", other: "rows" });

export const en = {
  title: "Several tasks",
  back: "New task",
  choose: "Choose a file",
  drop: "Drop a file here, or paste rows or a column of URLs",
  formats: "TSV, CSV, XLSX, JSON or JSON lines, up to 100 MB and 250,000 rows. The first row names the columns.",
  template: "Download template",
  pasted: "Pasted text",
  reading: (name: string) => `Reading ${name}…`,
  stop: "Stop",
  other: "Another file",
  encoding: "Encoding",
  delimiter: "Delimiter",
  delimiters: { "\t": "Tab", ",": "Comma", ";": "Semicolon", "|": "Pipe" },
  kinds: { table: "Table", spreadsheet: "Spreadsheet, first sheet", json: "JSON" },
  columns: {
    block: "Choose what these columns are, or fix them in the file",
    noted: "Columns",
    used: (used: number, of: number) => `Columns: ${grouped(used)} of ${grouped(of)} used`,
    number: (number: number) => `Column ${number}`,
    fieldOf: (title: string) => `What ${title} is read as`,
    leftOut: "Left out",
    choose: "Choose…",
    leaveOut: "Leave out",
    readAs: (title: string) => `Read as ${title}`,
    readAllAs: (count: number) => `Read all ${grouped(count)} as the nearest`,
    more: (count: number) => `${grouped(count)} more columns are not shown`,
    untitled: "The columns are the pool's fields in order.",
    firstRowValues: "First row has values, not titles",
    firstRowTitles: "First row has titles",
  },
  show: "Rows",
  filters: {
    all: (count: number) => `All ${grouped(count)}`,
    bad: (count: number) => `Problems ${grouped(count)}`,
    duplicates: (count: number) => `Duplicates ${grouped(count)}`,
    pool: (count: number) => `In the pool ${grouped(count)}`,
  },
  removeDuplicates: "Remove duplicates",
  removeInPool: "Remove rows in the pool",
  compared: {
    running: (count: number) => `Comparing with the pool: ${tasks(count)}…`,
    whole: (count: number) => (count === 0 ? "The pool is empty" : `Compared with all ${tasks(count)} of the pool`),
    newest: (count: number) => `Compared with the newest ${tasks(count)} of the pool. Older ones are not checked.`,
    failed: (count: number) =>
      count === 0
        ? "Not compared with the pool: it couldn't be read"
        : `Compared with the newest ${tasks(count)} of the pool. The rest couldn't be read.`,
  },
  compareAgain: "Try again",
  checking: (checked: number, of: number) => `Checking ${grouped(checked)} of ${rows(of)}…`,
  checked: (count: number, bad: number) =>
    bad === 0 ? `${rows(count)}, all valid` : `${rows(count)}, ${grouped(bad)} with problems`,
  nothing: "No rows",
  overlap: "Overlap",
  overlapAbout: "Empty: the pool default. A row's TASK:overlap takes precedence.",
  openPool: "Open the pool on create",
  leaveOut: (count: number) => `Leave out ${rows(count)} with problems`,
  create: (count: number) => `Create ${tasks(count)}`,
  createInProduction: (count: number) => `Create ${tasks(count)} in production`,
  sending: "Sending…",
  cost: (cost: string) => `${cost} + fee`,
  costUnknown: "Cost has no limit or is unknown",
  existed: "This content was imported before. Nothing was created again.",
  openExisting: "Open the import",
  again: "Create all again",
  grid: {
    label: "Rows of the file",
    line: "Row",
    actions: "Remove",
    problem: "Problem",
    duplicate: "Duplicate",
    duplicateOf: (line: number) => `Same content as row ${line}`,
    inPool: "In pool",
    sameInPool: "The pool has a task with this content",
    leftOut: "left out",
    cellHas: (text: string) => `The cell has: ${text}`,
    done: "Done",
    cancel: "Cancel",
    keysOfLine: "Enter, Tab: next cell. Esc: cancel",
    keysOfParts: "Ctrl+Enter: next cell. Esc: cancel",
    remove: (line: number) => `Remove row ${line}`,
    edit: (line: number) => `Value in row ${line}`,
    use: (text: string) => `Use ${text}`,
  },
  refusals: {
    FILE_TOO_LARGE: ([mb]: Param[]) => `The file is larger than ${mb} MB. Split it, or send it to POST /api/imports.`,
    EMPTY_FILE: () => "The file is empty.",
    NO_ROWS: () => "The file has a header but no rows.",
    NUL_CHARACTER: ([line]: Param[]) =>
      `Line ${line} has a NUL character, so this is not a text file. Save it as TSV, CSV, XLSX or JSON.`,
    NOT_DECODED: ([encoding]: Param[]) => `The file is not in ${encoding}. Choose another encoding.`,
    QUOTE_NOT_CLOSED: ([line]: Param[]) =>
      `The quotation mark in the row at line ${line} is never closed. Close it, or double it if it is part of the text.`,
    LINE_TOO_LONG: ([line]: Param[]) => `Line ${line} is longer than 2 MB. A task may have 1 MB.`,
    ROW_TOO_LONG: ([line]: Param[]) =>
      `The row at line ${line} is longer than 1 MB, the most that a task may have. Check for a quotation mark that is not closed.`,
    TOO_MANY_COLUMNS: ([line, count, most]: Param[]) =>
      `The row at line ${line} has ${grouped(count!)} columns. At most ${grouped(most!)} can be read.`,
    TOO_MANY_ROWS: ([most]: Param[]) =>
      `The file has more than ${grouped(most!)} rows. Split it, or send it to POST /api/imports.`,
    TOO_MANY_CELLS: ([line, most]: Param[]) =>
      `The file has more than ${grouped(most!)} cells, counted up to line ${line}. Remove empty columns.`,
    OLD_SPREADSHEET: () => "This is a spreadsheet with a password or of the old kind (.xls). Save it as XLSX or CSV.",
    NOT_A_SPREADSHEET: () => "This is a zip, but not an XLSX spreadsheet. Save it as XLSX or CSV.",
    UNPACKS_TOO_LARGE: ([mb]: Param[]) => `The spreadsheet would unpack to ${mb} MB. Save it as TSV or CSV.`,
    DAMAGED_SPREADSHEET: () => "The spreadsheet is damaged. Open it, and save it again as XLSX or CSV.",
    INVALID_JSON: ([line]: Param[]) => `The JSON is not complete, or something follows it (line ${line}).`,
    TOOK_TOO_LONG: ([seconds]: Param[]) =>
      `Reading took longer than ${seconds} seconds and was stopped. Save the file as TSV or CSV.`,
    READER_FAILED: ([detail]: Param[]) => `The file couldn't be read. ${detail ?? ""}`,
  },
};

type Param = string | number;
