import { counted } from "../../shared/values/counts.ts";
import type { en } from "./words.en.ts";

const submissions = (count: number) =>
  counted(count, "ru", { one: "отправка", few: "отправки", many: "отправок", other: "отправки" });
// In the genitive.
const ofSubmissions = (count: number) => counted(count, "ru", { one: "отправки", other: "отправок" });

export const ru: typeof en = {
  header: {
    skip: "Перейти к содержимому",
    pages: "Страницы",
    menu: "Меню",
    language: "Язык",
    theme: "Тема",
    schemes: { auto: "Как в системе", light: "Светлая", dark: "Тёмная" },
    help: "Помощь",
    keys: "Сочетания клавиш",
    operator: (name) => `Вы работаете как ${name}`,
    account: "Ваш аккаунт",
    people: "Люди",
    audit: "Журнал аудита",
    signOut: "Выйти",
  },
  pages: {
    home: "Главная",
    newTask: "Новое задание",
    newTaskIn: (poolId) => `Новое задание в пуле ${poolId}`,
    importFile: "Несколько заданий",
    import: "Импорт",
    submissions: "Отправки",
    submission: "Отправка",
    settings: "Подключение",
    account: "Ваш аккаунт",
    people: "Люди",
    audit: "Журнал аудита",
    reconciliation: "Сверка с пулами",
    approvals: "Одобрения",
    notFound: "Страница не найдена",
  },
  notFound: {
    title: "Страница не найдена",
    text: "Проверьте адрес или откройте одну из этих страниц.",
  },
  broken: {
    title: "Не удалось показать страницу",
    text: "Произошла ошибка. Черновик сохранён на этом устройстве. Обновите страницу или откройте другую.",
    notLoadedTitle: "Не удалось загрузить страницу",
    notLoaded: "Проверьте соединение. Страница откроется, когда Task Desk станет доступен. Черновик сохранён.",
    reload: "Обновить",
    copy: "Скопировать подробности для администратора",
  },
  notice: {
    offline: "Нет связи. Подключаемся… Черновик сохранён.",
    journal: (detail) => `Новые задания не принимаются. ${detail}`,
    hold: (reason, unfinished) =>
      `Приостановлено: в Толоку ничего не отправляется. ${reason}.${
        unfinished > 0 ? ` Ещё идёт поиск заданий ${ofSubmissions(unfinished)}.` : ""
      }`,
    release: "Возобновить…",
    paused: (detail) => `Отправка в Толоку приостановлена. ${detail}`,
    approvals: (count) =>
      `Ждёт вашего одобрения: ${counted(count, "ru", { one: "решение", few: "решения", many: "решений", other: "решения" })}`,
    foreign: (count) => `В очереди для другого аккаунта: ${submissions(count)}`,
    queued: (count, wait) => `В очереди: ${submissions(count)}${wait === null ? "" : `, около ${wait}`}`,
  },
  release: {
    title: "Возобновить отправку?",
    text: (queued) =>
      `Task Desk снова начнёт отправлять задания в Толоку${
        queued > 0 ? ` (в очереди ${submissions(queued)})` : ""
      }. Сначала убедитесь, что с копией этого журнала не работает другой Task Desk.`,
    unfinished: (count) => `Ещё идёт поиск заданий ${ofSubmissions(count)}. Надёжнее дождаться его окончания.`,
    cancel: "Отмена",
    release: "Возобновить",
  },
  shortcuts: {
    title: "Сочетания клавиш",
    anywhere: "Везде",
    form: "Новое задание",
    newTask: "Новое задание в последнем пуле",
    search: "Поиск",
    help: "Показать этот список",
    palette: "Найти пул, задание или действие",
    close: "Закрыть окно, панель или список",
    create: "Создать задание; после создания — начать следующее",
    createAndNext: "Создать задание и начать следующее",
    confirm: "Подтвердить вопрос о задании",
    undo: "Отменить задание, пока оно не отправлено",
    cancel: "Отменить вопрос о задании",
    pin: "Оставлять значение поля для следующего задания или больше не оставлять",
    tab: "Следующее поле, в том числе из редактора JSON",
    submissions: "Отправки",
    nextRow: "Следующая отправка",
    previousRow: "Предыдущая отправка",
    openRow: "Открыть отправку",
    selectRow: "Выбрать отправку или снять выбор",
    single: "Одиночные клавиши (C, J, K, X, /, ?) работают, когда курсор не в текстовом поле",
  },
  palette: {
    title: "Поиск",
    label: "Пулы, задания и действия",
    placeholder: "Введите название, ID или адрес",
    searching: "Поиск…",
    none: "Ничего не найдено",
    theme: (scheme) => `Тема: ${scheme.toLowerCase()}`,
    groups: { actions: "Действия", pools: "Пулы", tasks: "Задания" },
  },
};
