import { counted } from "../../../shared/values/counts.ts";
import type { en } from "./words.en.ts";

const tasks = (count: number) =>
  counted(count, "ru", { one: "задание", few: "задания", many: "заданий", other: "задания" });

export const ru: typeof en = {
  approval: "Одобрение",
  waits: "Ждёт одобрения другого человека",
  kinds: {
    send_again: (count, poolId) => `Отправить ${tasks(count)} в пул ${poolId} ещё раз`,
    import: (count, poolId) => `Создать ${tasks(count)} в пуле ${poolId}`,
  },
  cost: (amount) => `около ${amount} + комиссия`,
  costUnknown: "стоимость неизвестна",
  askedBy: (person) => `Кто запросил: ${person}`,
  own: "Это запросили вы, поэтому решить должен другой человек.",
  approve: "Одобрить",
  askApprove: {
    send_again: "Одобрить? Задание может быть создано второй раз.",
    import: "Одобрить? После этого задания будут созданы.",
  },
  refuse: "Отказать…",
  reason: "Причина",
  confirmRefuse: "Отказать",
  cancel: "Отмена",
  refused: (person) => `Отказ. Решение принял(а) ${person}`,
};
