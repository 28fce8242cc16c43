import type { en } from "./words.en.ts";

export const ru: typeof en = {
  environments: {
    "built-in": "Демо (встроенная Толока)",
    sandbox: "Песочница",
    production: "Рабочая среда",
    custom: "Своя Толока",
  },
  connection: { title: "Подключение", details: "Подробнее", toloka: "Толока", account: "Аккаунт", balance: "Баланс" },
};
