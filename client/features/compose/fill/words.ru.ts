import { counted } from "../../../../shared/values/counts.ts";
import type { en } from "./words.en.ts";

const list = (names: readonly string[]): string => names.join(", ");

const tasks = (count: number) =>
  counted(count, "ru", { one: "задание", few: "задания", many: "заданий", other: "задания" });

export const ru: typeof en = {
  pasteTask: "Вставить задание",
  pasteLabel: "Задание",
  pasteAbout:
    "JSON, строка таблицы с заголовком или без него (INPUT:image …) или фрагмент для toloka-kit (Task(input_values={…}))",
  cancel: "Отмена",
  fillForm: "Заполнить форму",
  filledFromPaste: "Заполнено из вставленного задания.",
  pastedInto: (names) => `Вставлено в ${list(names)}.`,
  splitInto: (names) => `Разделено по полям ${list(names)}.`,
  offer: "Похоже на строку таблицы.",
  offerRows: "Похоже на строки таблицы.",
  splitTasks: "Разделить на несколько заданий",
  split: (names) => `Разделить по полям: ${list(names)}`,
  keepText: "Оставить текстом",
  noField: (cells) => `Нет поля для ${cells}.`,
  more: (cells, count) => `${cells} и ещё ${count}`,
  onlyOne: (count) => `Можно вставить только одно задание: взято первое из ${count}.`,
  nothingFits: "Нет пустого поля, подходящего для вставленного текста.",
  empty: "Сначала вставьте задание.",
  unknownFormat: "Вставьте JSON задания, строку таблицы с табуляцией или фрагмент для toloka-kit.",
  notJson: "Это не JSON.",
  notObject: "Задание — это объект JSON: { … }",
  noRow: "Под заголовком нет строки.",
  notTask: (path) => `Это не задание: проверьте ${path}.`,
  theTask: "задание",
  otherPool: (theirs, ours) => `Задание было для пула ${theirs}. Теперь оно для пула ${ours}.`,
  columnSkipped: (title) => `Столбец ${title} пропущен.`,
  variablesSkipped: (names) => `Пропущены переменные: ${names}.`,
  snippet: (why) => `Не удалось прочитать фрагмент. ${why}`,
  snippetEnds: "Он обрывается.",
  snippetMissing: (symbol, before) =>
    before === null ? `В конце не хватает «${symbol}».` : `Перед «${before}» не хватает «${symbol}».`,
  snippetUnexpected: (text) => `«${text}» здесь лишнее.`,
  snippetVariable: (name) => `«${name}» — переменная, её значения во фрагменте нет.`,
  snippetNumber: (text) => `«${text}» — не число JSON.`,
  // Несколько заданий
  several: {
    link: "Несколько заданий",
    title: (count) => tasks(count),
    pasted: "Вставленный текст",
    asTable: "Изменить в таблице",
    create: (count) => `Создать ${tasks(count)}`,
    createAgain: (count) => `Создать ещё раз ${tasks(count)}`,
    cost: (cost) => `${cost} + комиссия`,
    costUnknown: "Стоимость не ограничена или неизвестна",
    bad: (count) => `С ошибками: ${tasks(count)}. Исправьте их в таблице.`,
    existed: "Эти задания уже импортировали. Ничего не создано повторно.",
    openImport: "Открыть импорт",
    sending: "Отправка…",
    created: (created, of, failed) =>
      `Создано ${created}, всего ${tasks(of)}${failed > 0 ? `, не создано ${failed}` : ""}.`,
    dismiss: "Скрыть",
  },
  filledFromLink: "Заполнено по ссылке.",
  unknownFields: (names) => `В этом пуле нет поля ${names}.`,
  filledToReplace: "Заполнено по заменяемому заданию.",
  filledFromOther: "Заполнено по другой отправке.",
  templates: "Шаблоны",
  noTemplates: "Шаблонов пока нет. Шаблон сохраняет всю форму для этого пула на этом устройстве.",
  use: (name) => `Применить ${name}`,
  useShort: "Применить",
  remove: (name) => `Удалить ${name}`,
  removeShort: "Удалить",
  templateName: "Название",
  templateAbout: "Новый шаблон из формы",
  save: "Сохранить",
  nameMissing: "Введите название",
  notSaved: "Это устройство не даёт странице сохранять данные",
  filledFromTemplate: (name) => `Заполнено по шаблону «${name}».`,
};
