import type { en } from "./words.en.ts";

export const ru: typeof en = {
  roles: { viewer: "Наблюдатель", operator: "Оператор", administrator: "Администратор" },
  mayNot: "Ваша роль не позволяет создавать задания.",
  signingOut: "Выходим. Task Desk недоступен. Пробуем снова…",
};
