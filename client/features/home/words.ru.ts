import type { en } from "./words.en.ts";

export const ru: typeof en = {
  title: "Главная",
  recent: "Недавние пулы",
  noRecent: "Недавних пулов нет. Найдите пул, чтобы создать первое задание.",
  newTaskIn: (pool) => `Новое задание в пуле ${pool}`,
  samples: "Создать пробное задание",
  samplesText: "Выберите картинку и нажмите «Создать задание». Пробные задания остаются в демо и ничего не стоят.",
  sample: (name) => `Картинка: ${name}`,
  pictures: {
    dog: "Коричневая собака",
    "white-dog": "Белая собака",
    cat: "Рыжий кот",
    "grey-cat": "Серый кот",
  },
};
