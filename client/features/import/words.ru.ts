import { counted, grouped } from "../../../shared/values/counts.ts";
import type { en } from "./words.en.ts";

const tasks = (count: number) =>
  counted(count, "ru", { one: "задание", few: "задания", many: "заданий", other: "задания" });
const rows = (count: number) => counted(count, "ru", { one: "строка", few: "строки", many: "строк", other: "строки" });
const n = (count: string | number | undefined) => grouped(count ?? 0, "ru");

export const ru: typeof en = {
  title: "Несколько заданий",
  back: "Новое задание",
  choose: "Выбрать файл",
  drop: "Перетащите сюда файл или вставьте строки таблицы или столбец ссылок",
  formats: "TSV, CSV, XLSX, JSON или JSON lines, до 100 МБ и 250 000 строк. В первой строке — названия столбцов.",
  template: "Скачать шаблон",
  pasted: "Вставленный текст",
  reading: (name) => `Чтение ${name}…`,
  stop: "Остановить",
  other: "Другой файл",
  encoding: "Кодировка",
  delimiter: "Разделитель",
  delimiters: { "\t": "Табуляция", ",": "Запятая", ";": "Точка с запятой", "|": "Черта" },
  kinds: { table: "Таблица", spreadsheet: "Электронная таблица, первый лист", json: "JSON" },
  columns: {
    block: "Укажите, что в этих столбцах, или исправьте их в файле",
    noted: "Столбцы",
    used: (used, of) => `Столбцы: используются ${n(used)} из ${n(of)}`,
    number: (number) => `Столбец ${number}`,
    fieldOf: (title) => `Как читать ${title}`,
    leftOut: "Не используется",
    choose: "Выберите…",
    leaveOut: "Не использовать",
    readAs: (title) => `Читать как ${title}`,
    readAllAs: (count) => `Читать все ${n(count)} как ближайшие`,
    more: (count) => `Не показано столбцов: ${n(count)}`,
    untitled: "Столбцы — поля пула по порядку.",
    firstRowValues: "В первой строке значения, а не названия",
    firstRowTitles: "В первой строке названия",
  },
  show: "Строки",
  filters: {
    all: (count) => `Все ${n(count)}`,
    bad: (count) => `С ошибками ${n(count)}`,
    duplicates: (count) => `Повторы ${n(count)}`,
    pool: (count) => `Есть в пуле ${n(count)}`,
  },
  removeDuplicates: "Удалить повторы",
  removeInPool: "Удалить строки, которые есть в пуле",
  compared: {
    running: (count) => `Сравнение с пулом, заданий: ${n(count)}…`,
    whole: (count) => (count === 0 ? "Пул пуст" : `Сравнено со всеми заданиями пула: ${n(count)}`),
    newest: (count) => `Сравнено с новейшими заданиями пула: ${n(count)}. Более старые не проверены.`,
    failed: (count) =>
      count === 0
        ? "Не сравнено с пулом: его не удалось прочитать"
        : `Сравнено с новейшими заданиями пула: ${n(count)}. Остальные не удалось прочитать.`,
  },
  compareAgain: "Повторить",
  checking: (checked, of) => `Проверено ${n(checked)} из ${n(of)}…`,
  checked: (count, bad) => (bad === 0 ? `${rows(count)}, ошибок нет` : `${rows(count)}, с ошибками: ${n(bad)}`),
  nothing: "Нет строк",
  overlap: "Перекрытие",
  overlapAbout: "Пусто: как в пуле. TASK:overlap в строке важнее.",
  openPool: "Открыть пул при создании",
  leaveOut: (count) => `Пропустить с ошибками: ${rows(count)}`,
  create: (count) => `Создать ${tasks(count)}`,
  createInProduction: (count) => `Создать ${tasks(count)} в рабочей среде`,
  sending: "Отправка…",
  cost: (cost) => `${cost} + комиссия`,
  costUnknown: "Стоимость не ограничена или неизвестна",
  existed: "Это содержимое уже импортировали. Ничего не создано повторно.",
  openExisting: "Открыть импорт",
  again: "Создать всё ещё раз",
  grid: {
    label: "Строки файла",
    line: "Строка",
    actions: "Удаление",
    problem: "Ошибка",
    duplicate: "Повтор",
    duplicateOf: (line) => `То же содержимое, что в строке ${line}`,
    inPool: "В пуле",
    sameInPool: "В пуле есть задание с этим содержимым",
    leftOut: "не используется",
    cellHas: (text) => `В ячейке: ${text}`,
    done: "Готово",
    cancel: "Отмена",
    keysOfLine: "Enter, Tab: следующая ячейка. Esc: отмена",
    keysOfParts: "Ctrl+Enter: следующая ячейка. Esc: отмена",
    remove: (line) => `Удалить строку ${line}`,
    edit: (line) => `Значение в строке ${line}`,
    use: (text) => `Заменить на ${text}`,
  },
  refusals: {
    FILE_TOO_LARGE: ([mb]) => `Файл больше ${mb} МБ. Разделите его или отправьте в POST /api/imports.`,
    EMPTY_FILE: () => "Файл пуст.",
    NO_ROWS: () => "В файле есть заголовок, но нет строк.",
    NUL_CHARACTER: ([line]) =>
      `В строке ${line} есть символ NUL, значит, это не текстовый файл. Сохраните его как TSV, CSV, XLSX или JSON.`,
    NOT_DECODED: ([encoding]) => `Файл не в кодировке ${encoding}. Выберите другую.`,
    QUOTE_NOT_CLOSED: ([line]) =>
      `Кавычка в строке ${line} не закрыта. Закройте её или удвойте, если она часть текста.`,
    LINE_TOO_LONG: ([line]) => `Строка ${line} длиннее 2 МБ. В задании может быть 1 МБ.`,
    ROW_TOO_LONG: ([line]) =>
      `Строка ${line} длиннее 1 МБ — больше, чем может быть в задании. Проверьте, нет ли незакрытой кавычки.`,
    TOO_MANY_COLUMNS: ([line, count, most]) =>
      `В строке ${line} столбцов: ${n(count)}. Можно прочитать не больше ${n(most)}.`,
    TOO_MANY_ROWS: ([most]) => `В файле больше ${n(most)} строк. Разделите его или отправьте в POST /api/imports.`,
    TOO_MANY_CELLS: ([line, most]) => `В файле больше ${n(most)} ячеек (до строки ${line}). Удалите пустые столбцы.`,
    OLD_SPREADSHEET: () => "Это таблица с паролем или старого вида (.xls). Сохраните её как XLSX или CSV.",
    NOT_A_SPREADSHEET: () => "Это zip, но не таблица XLSX. Сохраните её как XLSX или CSV.",
    UNPACKS_TOO_LARGE: ([mb]) => `Таблица распаковалась бы в ${mb} МБ. Сохраните её как TSV или CSV.`,
    DAMAGED_SPREADSHEET: () => "Таблица повреждена. Откройте её и сохраните снова как XLSX или CSV.",
    INVALID_JSON: ([line]) => `JSON неполный, или за ним что-то следует (строка ${line}).`,
    TOOK_TOO_LONG: ([seconds]) =>
      `Чтение заняло больше ${seconds} секунд и остановлено. Сохраните файл как TSV или CSV.`,
    READER_FAILED: ([detail]) => `Не удалось прочитать файл. ${detail ?? ""}`,
  },
};
