import { counted, grouped } from "../../../shared/values/counts.ts";
import type { en } from "./words.en.ts";

const rows = (count: number) => counted(count, "ru", { one: "строка", few: "строки", many: "строк", other: "строки" });

export const ru: typeof en = {
  title: "Импорт",
  of: (rowsInAll, poolId) => `${rows(rowsInAll)} для пула ${poolId}`,
  by: (person) => `Начал: ${person}`,
  progress: "Ход импорта",
  counts: {
    created: "Создано",
    pending: "В очереди",
    rejected: "Отклонено",
    uncertain: "Не выяснено",
    cancelled: "Отменено",
  },
  rate: (perSecond) => `${grouped(perSecond, "ru")} в секунду`,
  left: (seconds) => (seconds < 90 ? `осталось ${Math.ceil(seconds)} с` : `осталось ${Math.ceil(seconds / 60)} мин`),
  pause: "Пауза",
  resume: "Продолжить",
  cancel: "Отменить остальное",
  cancelQuestion: (count) => `Отменить остальное (${rows(count)})? Что ещё не отправлено, не будет отправлено.`,
  cancelYes: "Отменить остальное",
  no: "Продолжать импорт",
  retry: (count) => `Отправить снова: ${rows(count)}`,
  results: "Результаты",
  forToloka: "Исходный файл с результатами, точно",
  forSpreadsheets: "Исходный файл с результатами, для таблиц",
  formats: { tsv: "Результаты (TSV)", ndjson: "Результаты (JSON lines)" },
  resultsAbout: "Исходные строки есть, пока страница открыта. Для таблиц: текст, похожий на формулу, обезврежен.",
  notLoaded: "Не удалось загрузить результаты. Попробуйте ещё раз.",
  parts: "Запросы",
  again: "Новый импорт в этот пул",
};
