import type { en } from "./words.en.ts";

export const ru: typeof en = {
  NO_TASK_COLUMN: () =>
    "В первой строке нет столбцов задания. Назовите столбцы INPUT:<поле>, например как в шаблоне пула.",
  MISSING_COLUMN: (title) => `Нет столбца ${title}. Это поле обязательное.`,
  REPEATED_COLUMN: (title) => `Столбец ${title} повторяется. Удалите или переименуйте один из них.`,
  UNKNOWN_COLUMN: (title) => `В пуле нет поля для столбца ${title}. Переименуйте или удалите его.`,
  COLUMN_NOT_USED: (title) => `Столбец ${title} не входит в задания.`,
  CELL_WITHOUT_COLUMN: () => "У этой ячейки нет столбца. Проверьте, нет ли в строке лишней табуляции или разделителя.",
  didYouMean: (name) => `Возможно, имелось в виду ${name}?`,
};
