import { counted, grouped } from "../../../shared/values/counts.ts";

export const en = {
  statuses: { running: "Running", paused: "Paused", done: "Done", cancelled: "Cancelled" },
  tasks: (count: number) => counted(count, "en", { one: "task", other: "tasks" }),
  importing: (done: number, rows: number) => `Importing ${grouped(done)} of ${grouped(rows)}`,
};
