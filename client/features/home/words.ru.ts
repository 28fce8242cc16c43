import { counted } from "../../../shared/values/counts.ts";
import type { en } from "./words.en.ts";

export const ru: typeof en = {
  title: "Главная",
  recent: "Недавние пулы",
  noRecent: "Недавних пулов нет. Найдите пул, чтобы создать первое задание.",
  recentFailed: "Не удалось загрузить недавние пулы.",
  tryAgain: "Повторить",
  createdToday: (count) =>
    `Сегодня: ${counted(count, "ru", { one: "задание", few: "задания", many: "заданий", other: "задания" })}`,
  unnamed: (poolId) => `Пул ${poolId}`,
  samples: "Создать пробное задание",
  samplesText: "Выберите картинку и нажмите «Создать задание». Пробные задания остаются в демо и ничего не стоят.",
  pictures: {
    dog: "Коричневая собака",
    "white-dog": "Белая собака",
    cat: "Рыжий кот",
    "grey-cat": "Серый кот",
  },
};
