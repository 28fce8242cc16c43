import { counted } from "../../../../shared/values/counts.ts";

const list = (names: readonly string[]): string => names.join(", ");

const tasks = (count: number) => counted(count, "en", { one: "task", other: "tasks" });

export const en = {
  // Pasting
  pasteTask: "Paste a task",
  pasteLabel: "Task to paste",
  pasteAbout:
    "JSON, a row of a table with or without its header (INPUT:image …), or a toloka-kit snippet (Task(input_values={…}))",
  cancel: "Cancel",
  fillForm: "Fill the form",
  filledFromPaste: "Filled from the pasted task.",
  pastedInto: (names: readonly string[]) => `Pasted into ${list(names)}.`,
  splitInto: (names: readonly string[]) => `Split into ${list(names)}.`,
  offer: "This looks like a row of a table.",
  offerRows: "This looks like rows of a table.",
  splitTasks: "Split into several tasks",
  split: (names: readonly string[]) => `Split into fields: ${list(names)}`,
  keepText: "Keep as text",
  noField: (cells: string) => `No field for ${cells}.`,
  more: (cells: string, count: number) => `${cells} and ${count} more`,
  onlyOne: (count: number) => `Only one task at a time: the first of ${count} was used.`,
  nothingFits: "No empty field fits the pasted text.",
  empty: "Paste a task first.",
  unknownFormat: "Paste a task's JSON, a row of a table separated by tabs, or a toloka-kit snippet.",
  notJson: "This is not JSON.",
  notObject: "A task is a JSON object: { … }",
  noRow: "There is no row under the header.",
  notTask: (path: string) => `This is not a task: check ${path}.`,
  theTask: "the task",
  otherPool: (theirs: string, ours: string) => `The task was for pool ${theirs}. It is now for pool ${ours}.`,
  columnSkipped: (title: string) => `Column ${title} was skipped.`,
  variablesSkipped: (names: string) => `Skipped variables: ${names}.`,
  snippet: (why: string) => `Couldn't read the snippet. ${why}`,
  snippetEnds: "It ends too early.",
  snippetMissing: (symbol: string, before: string | null) =>
    before === null ? `“${symbol}” is missing at the end.` : `“${symbol}” is missing before “${before}”.`,
  snippetUnexpected: (text: string) => `“${text}” is not expected here.`,
  snippetVariable: (name: string) => `“${name}” is a variable. Its value is not in the snippet.`,
  snippetNumber: (text: string) => `“${text}” is not a JSON number.`,
  // Several tasks
  several: {
    link: "Several tasks",
    title: (count: number) => tasks(count),
    pasted: "Pasted text",
    asTable: "Edit as a table",
    create: (count: number) => `Create ${tasks(count)}`,
    createAgain: (count: number) => `Create ${tasks(count)} again`,
    cost: (cost: string) => `${cost} + fee`,
    costUnknown: "Cost has no limit or is unknown",
    bad: (count: number) => `${tasks(count)} with problems. Edit as a table to fix.`,
    existed: "These tasks were imported before. Nothing was created again.",
    openImport: "Open the import",
    sending: "Sending…",
    created: (created: number, of: number, failed: number) =>
      `${created} of ${tasks(of)} created${failed > 0 ? `, ${failed} not created` : ""}.`,
    dismiss: "Dismiss",
  },
  // Links and other submissions
  filledFromLink: "Filled from the link.",
  unknownFields: (names: string) => `This pool has no field ${names}.`,
  filledToReplace: "Filled from the task to replace.",
  filledFromOther: "Filled from the other submission.",
  // Templates
  templates: "Templates",
  noTemplates: "No templates yet. A template saves everything in the form, for this pool and on this device.",
  use: (name: string) => `Use ${name}`,
  useShort: "Use",
  remove: (name: string) => `Delete ${name}`,
  removeShort: "Delete",
  templateName: "Name",
  templateAbout: "New template from the form",
  save: "Save",
  nameMissing: "Enter a name",
  notSaved: "This device doesn't allow the page to save data",
  filledFromTemplate: (name: string) => `Filled from the template “${name}”.`,
};
