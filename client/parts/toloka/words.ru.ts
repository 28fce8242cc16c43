import type { en } from "./words.en.ts";

export const ru: typeof en = {
  environments: {
    "built-in": "Демо (встроенная Толока)",
    sandbox: "Песочница",
    production: "Рабочая среда",
    custom: "Другая Толока",
  },
  connections: "Подключения",
  connectionNow: (name) => `Подключение: ${name}`,
  title: "Подключение",
  details: "Подробнее",
  toloka: "Толока",
  account: "Аккаунт",
  balance: "Баланс",
  balanceLow: (amount) => `${amount}, мало`,
  token: "Токен",
  tokenFrom: "Откуда токен",
  states: { accepted: "Принят", refused: "Отклонён", unreachable: "Не проверен" },
  builtInToken: "Для демо не нужен",
  file: (variable, path) => `${variable} (${path})`,
  unknown: "Неизвестно",
  refused: (variable) => `Толока отклоняет токен. Администратор может обновить ${variable}.`,
  unreachable: (message) => `Не удалось проверить токен. ${message}`,
  builtIn: "Чтобы создавать задания в самой Толоке, администратор задаёт TOLOKA_TOKEN и перезапускает Task Desk.",
  failed: "Не удалось загрузить сведения о подключении.",
  tryAgain: "Повторить",
};
