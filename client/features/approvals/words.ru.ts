import type { en } from "./words.en.ts";

export const ru: typeof en = {
  title: "Одобрения",
  about: "Что должен одобрить второй человек, прежде чем это будет отправлено в Толоку.",
  none: "Ничто не ждёт одобрения.",
  open: { send_again: "Открыть отправку", import: "Открыть импорт" },
};
