import type en from "./words.en.ts";

export default {
  fault: (text: string) => `Интерфейс нельзя показать: ${text}`,
  neverFilled: (field: string) =>
    `Поле ${field} обязательное, но в интерфейсе его ничто не заполняет: ни один ответ не удастся отправить.`,
  refused: (field: string, why: string) => `Интерфейс принимает ответ, который output_spec отклоняет. ${field}: ${why}`,
  refusedAfter: (choice: string, field: string, why: string) =>
    `После выбора ${choice} интерфейс принимает ответ, который output_spec отклоняет. ${field}: ${why}`,
  noOutput: (field: string) => `Интерфейс пишет в ${field}, а такого поля нет в output_spec.`,
  notOffered: (field: string, value: string) =>
    `output_spec допускает для ${field} значение ${value}, но в интерфейсе его нельзя выбрать. Известное решение с ним никогда не совпадёт.`,
  looser: (field: string) =>
    `output_spec ограничивает текст ${field}, а интерфейс — нет: часть ответов будет отклонена после отправки.`,
  hiddenInput: (field: string) => `Интерфейс читает скрытое поле ${field}. Толокеры его не получают.`,
  noInput: (field: string) =>
    `Интерфейс читает ${field}, а такого поля нет среди входных полей, которые получают толокеры.`,
  sharedPath: (field: string) =>
    `Две ветки пишут в ${field} и предлагают разные значения. Выбранное в одной остаётся в ответе, когда показана другая.`,
  literalData: (value: string) =>
    `«data» — это текст ${value}, а не компонент data. Значение всегда считается заполненным.`,
  otherKind: (field: string) => `Действие пишет простой текст в ${field}, а поле ожидает значение другого вида.`,
  unknownRule: (type) => `Тип ${type} здесь неизвестен: в предпросмотре он ничего не делает.`,
  uncheckedPattern: (pattern: string) => `Шаблон ${pattern} в этом просмотре проверить нельзя.`,
  plainHttp: (url: string) => `URL начинается с http://. Страница открыта по https:// и может его не загрузить: ${url}`,
  privateHost: (url: string) => `Хост недоступен из интернета, и толокеры не смогут его загрузить: ${url}`,
  noAddress: (url: string) => `Это не веб-адрес: ${url}`,
  freeText: (field: string) =>
    `${field} — произвольный текст, а известные решения сравниваются точно. Добавьте несколько решений или не указывайте это поле.`,
  url: (field: string) =>
    `${field} — URL, а известные решения сравниваются точно: важны https, косая черта в конце и параметры.`,
  inexact: (field: string) =>
    `Ответы в ${field} почти никогда не равны точно. Не указывайте это поле в известных решениях.`,
  inexactRequired: (field: string) =>
    `Ответы в ${field} почти никогда не равны точно, а поле обязательное: контрольные задания в этом проекте не работают.`,
  upload: (field: string) => `${field} — загруженный файл. Его нельзя указать в известном решении.`,
  uploadRequired: (field: string) =>
    `${field} — загруженный файл, и поле обязательное: контрольные задания в этом проекте не работают.`,
} satisfies typeof en;
