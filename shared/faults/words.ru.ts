import { counted, grouped } from "../values/counts.ts";
import type { Json } from "../values/json.ts";
import type { en } from "./words.en.ts";

// In the genitive, which follows «не меньше», «не больше» and «до».
const characters = (count: Json) => counted(count, "ru", { one: "символа", other: "символов" });
const items = (count: Json) => counted(count, "ru", { one: "элемента", other: "элементов" });

export const ru: typeof en = {
  VALUE_REQUIRED: "Обязательное поле",
  VALUES_REQUIRED: "Введите хотя бы одно значение",
  VALUE_NOT_ALLOWED: ([kind, ...allowed]) => {
    if (kind === "field") return "В пуле нет поля с таким именем";
    if (kind === "name") return "Неизвестное имя";
    if (kind === "overlap") return "Укажите либо число, либо бесконечное перекрытие";
    if (kind === "task") return "Это задание из другого пула или другой отправки";
    return allowed.length > 0
      ? `Выберите одно из значений: ${allowed.map(String).join(", ")}`
      : "Недопустимое значение";
  },
  UNKNOWN_ENUM_VALUE: "Неизвестное значение",
  STRING_EXPECTED: "Введите текст (в JSON — в кавычках)",
  SIMPLE_VALUE_EXPECTED: "Введите одно значение, а не список или объект",
  BOOLEAN_EXPECTED: "Выберите true или false",
  INTEGER_EXPECTED: "Введите целое число, например 7",
  FLOAT_EXPECTED: "Введите число, например 2.5",
  VALUE_LESS_THAN_MIN: ([min]) => (min === undefined ? "Слишком маленькое значение" : `Не меньше ${min}`),
  VALUE_GREATER_THAN_MAX: ([max]) => (max === undefined ? "Слишком большое значение" : `Не больше ${max}`),
  VALUE_OUT_OF_BOUNDS: ([min, max]) => (min === undefined ? "Значение вне диапазона" : `От ${min} до ${max}`),
  STRING_LENGTH_LESS_THAN_MIN: ([min]) =>
    min === undefined ? "Слишком короткий текст" : `Не меньше ${characters(min)}`,
  STRING_LENGTH_GREATER_THAN_MAX: ([max]) =>
    max === undefined ? "Слишком длинный текст" : `Не больше ${characters(max)}`,
  STRING_LENGTH_OUT_OF_BOUNDS: ([min, max]) =>
    min === undefined || max === undefined
      ? "Слишком короткий или слишком длинный текст"
      : `От ${grouped(min, "ru")} до ${characters(max)}`,
  PATTERN_MISMATCH: ([pattern]) =>
    pattern === undefined ? "Не соответствует шаблону поля" : `Не соответствует шаблону ${pattern}`,
  BLANK_STRING_NOT_ALLOWED: "Введите не только пробелы",
  INVALID_URL_SYNTAX: "Введите URL, который начинается с www., http:// или https://",
  INVALID_COORDINATES_SYNTAX: "Введите широту и долготу, например 48.85,2.35",
  ARRAY_EXPECTED: "Введите список (в JSON — в квадратных скобках)",
  ARRAY_SIZE_LESS_THAN_MIN: ([min]) => (min === undefined ? "Слишком мало элементов" : `Не меньше ${items(min)}`),
  ARRAY_SIZE_GREATER_THAN_MAX: ([max]) => (max === undefined ? "Слишком много элементов" : `Не больше ${items(max)}`),
  ARRAY_SIZE_OUT_OF_BOUNDS: ([min, max]) =>
    min === undefined || max === undefined
      ? "Слишком мало или слишком много элементов"
      : `От ${grouped(min, "ru")} до ${items(max)}`,
  JSON_EXPECTED: "Введите корректный JSON",
  OBJECT_EXPECTED: 'Введите объект JSON, например {"key": "value"}',
  EMPTY_OBJECT_NOT_ALLOWED: "Заполните хотя бы одно поле",
  DUPLICATE_VALUE_IN_ARRAY: "Удалите повторы",
  OBJECT_SIZE_BYTES_GREATER_THAN_MAX: ([max, size]) => {
    if (max === undefined) return "Слишком большой размер";
    return size === undefined
      ? `Слишком большой размер: предел — ${grouped(max, "ru")} байт`
      : `Слишком большой размер: ${grouped(size, "ru")} байт, предел — ${grouped(max, "ru")}`;
  },
  ENTITY_DOES_NOT_EXIST: "Не найдено. Проверьте идентификатор",
  ENTITY_ACCESS_DENIED: "Нет доступа",
  NOT_NULL_BODY: "Пустой запрос",
  UUID_EXPECTED: "Введите UUID, например 2ed92b7f-75c0-4771-ae2f-3911232d6d4e",
  INVALID_DATE_SYNTAX: "Введите дату, например 2026-11-23",
  INVALID_DATE_TIME_SYNTAX: "Введите дату и время, например 2026-11-23T16:00:00",
  DATE_OUT_OF_RANGE: "Дата вне диапазона",
  INVALID_REGEX_SYNTAX: "Шаблон поля некорректен. Исправьте его в Толоке",
  CHARACTER_NOT_ALLOWED: "Содержит недопустимый символ",
  INVALID_VALUE: "Проверьте это значение",
  MAX_ONE_PROPERTY_ALLOWED: "Допускается только одно",
  NAME_LENGTH_LESS_THAN_MIN: "Слишком короткое имя",
};
