import { counted, grouped } from "../../../shared/values/counts.ts";
import type { en } from "./words.en.ts";

const tasks = (count: number) =>
  counted(count, "ru", { one: "задание", few: "задания", many: "заданий", other: "задания" });
const pools = (count: number) => counted(count, "ru", { one: "пул", few: "пула", many: "пулов", other: "пула" });
// In the genitive.
const ofPools = (count: number) => counted(count, "ru", { one: "пула", other: "пулов" });
// In the prepositional.
const inPools = (count: number) => counted(count, "ru", { one: "пуле", other: "пулах" });

export const ru: typeof en = {
  title: "Сверка с пулами",
  refused: "Эту страницу видят только операторы и администраторы.",
  about:
    "Task Desk читает пулы, которые использовались за последние 30 дней, и сверяет их задания со своим журналом. В Толоке ничего не меняется.",
  compareNow: "Сверить сейчас",
  starting: "Начинаем…",
  running: (done, all, read) =>
    `Идёт сверка: готово ${grouped(done, "ru")} из ${ofPools(all)}, прочитано ${tasks(read)}`,
  waits: "Ожидание:",
  never: "Сверки ещё не было.",
  facts: "Последняя сверка",
  finished: "Закончена",
  took: "Длительность",
  asked: "Кто начал",
  schedule: "Расписание",
  before: "Сверено до",
  every: (hours) =>
    hours === 0
      ? "Выключено (RECONCILE_HOURS)"
      : `Раз в ${counted(hours, "ru", { one: "час", few: "часа", many: "часов", other: "часа" })}`,
  compared: "Сверено",
  comparedTasks: (count, found) => `${tasks(count)} в ${inPools(found)}`,
  leftOut: (count) => `Не сверено: ${pools(count)}, которые использовались раньше остальных.`,
  export: "Экспорт CSV",
  nothing: "Расхождений нет",
  noPools: "Сверять было нечего: за последние 30 дней здесь не создавали заданий.",
  notAll: "Удалось сверить не все пулы",
  kinds: {
    missing_in_toloka: "Нет в Толоке",
    possible_duplicate: "Возможные дубликаты",
    created_elsewhere: "Созданы не здесь",
  },
  kindsAbout: {
    missing_in_toloka:
      "Отправка создала эти задания, но в пуле их нет. Проверьте пул в Толоке, прежде чем создавать их снова.",
    possible_duplicate:
      "Эти задания не относятся ни к одной отправке, но когда они создавались, отправлялось такое же задание. Проверьте, нужны ли оба.",
    created_elsewhere: "Созданы вручную в Толоке, другой программой или с другим журналом. Это не ошибка.",
  },
  count: (count) => tasks(count),
  onlyFirst: (listed, count) => `В списке ${grouped(listed, "ru")} из ${grouped(count, "ru")}: первые из каждого пула.`,
  task: "Задание",
  pool: "Пул",
  created: "Создано",
  submission: "Отправка",
  removedSubmission: (id) => `Отправка ${id} (удалена)`,
  more: "Показать ещё",
  pools: "Пулы",
  poolCounts: (read, known) => `${tasks(read)}, из них известно: ${grouped(known, "ru")}`,
  removed: (count) => `${grouped(count, "ru")} из отправок, которые с тех пор удалены (KEEP_DAYS)`,
  later: (count) => `${grouped(count, "ru")} ещё слишком новые`,
  undecided: (count) => `${grouped(count, "ru")} из незаконченных отправок`,
  found: (count, kind) => `${kind}: ${grouped(count, "ru")}`,
};
