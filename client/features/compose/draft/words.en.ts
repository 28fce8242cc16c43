export const en = {
  replaces: "Replaces",
  earlierTask: "an earlier task",
  task: (id: string) => `task ${id}`,
  stops: "The old task stops once this one is created.",
  separate: "Create as a separate task",
  gone: "Removed fields",
  goneAbout: (count: number): string =>
    count === 1
      ? "The project no longer has this field. Its value is not part of the task:"
      : "The project no longer has these fields. Their values are not part of the task:",
  copy: (field: string) => `Copy ${field}`,
  dismiss: "Dismiss",
};
