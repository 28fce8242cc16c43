/** Sentences about a task file's header and cells. */
export const en = {
  NO_TASK_COLUMN: () =>
    "The first row has no column of a task. Name the columns INPUT:<field>, for example as in the pool's template.",
  MISSING_COLUMN: (title: string) => `The column ${title} is missing. The field is required.`,
  REPEATED_COLUMN: (title: string) => `The column ${title} occurs twice. Remove or rename one.`,
  UNKNOWN_COLUMN: (title: string) => `The pool has no field for the column ${title}. Rename or remove it.`,
  COLUMN_NOT_USED: (title: string) => `The column ${title} is not part of the tasks.`,
  CELL_WITHOUT_COLUMN: () => "This cell has no column. Check for a tab or a separator too many in the row.",
  didYouMean: (name: string) => `Did you mean ${name}?`,
};
