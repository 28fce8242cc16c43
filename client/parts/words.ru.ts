import { counted, grouped } from "../../shared/values/counts.ts";
import type { en } from "./words.en.ts";

const assignments = (count: number): string =>
  counted(count, "ru", { one: "назначение", few: "назначения", other: "назначений" });

export const ru: typeof en = {
  statuses: {
    queued: "В очереди",
    sending: "Отправляется",
    waiting: "Ожидает",
    created: "Создано",
    rejected: "Отклонено",
    uncertain: "Не подтверждено",
    cancelled: "Отменено",
    stopped: "Остановлено",
  },
  sendingIn: (wait) => `Отправка через ${wait}`,
  retryingIn: (wait) => `Повтор через ${wait}`,
  justNow: "Только что",
  copied: "Скопировано",
  copyFailed: "Не удалось скопировать: браузер не разрешает. Выделите текст и скопируйте его.",

  details: "Подробности",
  code: "Код",
  logId: "В журнале сервера",
  requestId: "Запрос Толоки",
  copyNamed: (name) => `Скопировать: ${name}`,
  copyDetails: "Скопировать подробности",

  overlapUnknown: "Неизвестно",
  overlapInfinite: "Бесконечное",
  overlapStopped: (now, before) => `${now} (до остановки: ${before})`,

  paidUnknown: "Уже взятые назначения будут оплачены.",
  paid: (count) =>
    count === 0
      ? "Назначений ещё нет, платить не придётся."
      : `Взято ${assignments(count)}, ${count === 1 ? "оно будет оплачено" : "они будут оплачены"}.`,

  stop: "Остановить выдачу",
  resume: "Возобновить выдачу",
  keepAssigning: "Не останавливать",
  keepStopped: "Не возобновлять",
  close: "Закрыть",
  stoppedNow: (count) =>
    `Остановлено: новых назначений не будет. ${count === 0 ? "Ни одного не взято." : `Взято: ${grouped(count, "ru")}, будет оплачено.`}`,
  readingTaken: "Проверяем, сколько назначений взято…",
  allTaken: (paid) => `Все назначения уже взяты, останавливать нечего. ${paid}`,
  askStop: (paid) =>
    `${paid} Удалить задание в Толоке нельзя, но новым исполнителям оно выдаваться не будет. Остановить выдачу?`,
  askResume: (limit) => `Толока снова будет выдавать задание, ${limit}. Новые назначения оплачиваются. Возобновить?`,
  withoutLimit: "без ограничения",
  untilTaken: (overlap) => `пока не взято ${assignments(overlap)}`,
};
