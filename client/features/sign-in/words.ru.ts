import { SHORTEST_PASSWORD } from "../../../shared/api/people/people-routes.ts";
import type { en } from "./words.en.ts";

export const ru: typeof en = {
  title: "Вход",
  language: "Язык",
  singleSignOn: "Войти через единый вход",
  name: "Имя",
  password: "Пароль",
  signIn: "Войти",
  forgotten: "Забыли пароль? Администратор может прислать новую ссылку.",
  invitation: "Выберите пароль",
  checking: "Проверяем ссылку…",
  welcome: (name) => `Ваше имя здесь: ${name}. Входите с ним и с паролем, который выберете сейчас.`,
  newPassword: "Новый пароль",
  rule: `Не меньше ${SHORTEST_PASSWORD} символов`,
  again: "Новый пароль ещё раз",
  differs: "Пароли не совпадают",
  choose: "Сохранить и войти",
};
