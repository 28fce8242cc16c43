import type { en } from "./words.en.ts";

export const ru: typeof en = {
  label: "Пул",
  placeholder: "Найдите пул или проект либо вставьте ID или адрес",
  recent: "Недавние",
  pools: "Пулы",
  unlisted: (id) => `Пул ${id}`,
  searching: "Поиск…",
  none: "Ничего не найдено. Можно вставить ID пула.",
  more: "Есть ещё результаты. Уточните запрос.",
  failed: "Не удалось загрузить пулы.",
  statuses: { OPEN: "Открыт", CLOSED: "Закрыт", ARCHIVED: "В архиве", LOCKED: "Заблокирован" },
  training: "обучающий",
};
