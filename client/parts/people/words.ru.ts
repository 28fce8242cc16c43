import type { en } from "./words.en.ts";

export const ru: typeof en = {
  roles: { viewer: "Наблюдатель", operator: "Оператор", administrator: "Администратор" },
  mayNot: "Вы можете это смотреть, но ваша роль не позволяет менять. Обратитесь к администратору.",
};
