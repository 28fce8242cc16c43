import type { en } from "./words.en.ts";

export const ru: typeof en = {
  title: "Создать в другом подключении",
  about: "Откроется форма пула там, заполненная этим заданием. Ничего не создаётся, пока вы не нажмёте «Создать».",
  connection: "Подключение",
  pool: (connection) => `Пул в ${connection}`,
  poolPlaceholder: "Название, проект или ID",
  searching: "Поиск…",
  none: "Пулы не найдены",
  same: "В обоих пулах одинаковые поля.",
  differ: "Поля пулов различаются:",
  difference: (kind, only, connection) => {
    const of = kind === "input_spec" ? "вход" : "выход";
    if (only === null) return `(${of}): другие правила в ${connection}`;
    return only === "here" ? `(${of}): нет в ${connection}` : `(${of}): только в ${connection}`;
  },
  viewsDiffer: (parts) => `Интерфейсы различаются: ${parts}.`,
  parts: {
    type: "один на HTML, другой на Template Builder",
    markup: "разметка",
    script: "скрипт",
    styles: "стили",
    assets: "файлы других сайтов",
    settings: "настройки",
    localizationConfig: "переведённые тексты",
  },
  showViews: "Показать оба вида исполнителя",
  viewIn: (connection) => `Вид исполнителя в ${connection}`,
  noView: "У этого проекта нет интерфейса, который можно показать.",
  open: "Открыть форму",
};
