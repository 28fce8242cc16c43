import { counted, grouped } from "../../../shared/values/counts.ts";
import type { en } from "./words.en.ts";

export const ru: typeof en = {
  statuses: { running: "Выполняется", paused: "На паузе", done: "Завершён", cancelled: "Отменён" },
  tasks: (count) => counted(count, "ru", { one: "задание", few: "задания", many: "заданий", other: "задания" }),
  importing: (done, rows) => `Импорт: ${grouped(done, "ru")} из ${grouped(rows, "ru")}`,
};
