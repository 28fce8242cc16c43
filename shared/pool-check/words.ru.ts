import type { TaskKind } from "../task.ts";
import { counted } from "../values/counts.ts";
import type { ExactNumber } from "../values/json.ts";
import type { en } from "./words.en.ts";

type Count = number | ExactNumber;

const generalTasks = (count: Count) =>
  counted(count, "ru", {
    one: "основное задание",
    few: "основных задания",
    many: "основных заданий",
    other: "основного задания",
  });
const controlTasks = (count: Count) =>
  counted(count, "ru", {
    one: "контрольное",
    few: "контрольных",
    many: "контрольных",
    other: "контрольного",
  });
const hours = (count: Count) => counted(count, "ru", { one: "час", few: "часа", many: "часов", other: "часа" });
const seconds = (count: Count) =>
  counted(count, "ru", { one: "секунду", few: "секунды", many: "секунд", other: "секунды" });

const suite = (general: Count, control: number): string =>
  control > 0
    ? `На странице ${generalTasks(general)} и ${controlTasks(control)} (в пуле нужны контрольные задания)`
    : `На странице ${generalTasks(general)}`;

/** In the genitive plural, after «нет» and «не принимает». */
const KINDS: Record<TaskKind, string> = { general: "основных", control: "контрольных", training: "обучающих" };

const OPEN_IT = "Откройте его в Толоке или выберите «Открыть пул при создании».";
const CLONE_IT = "Клонируйте пул в Толоке и используйте клон.";
const CHANGE_DATE = "Измените дату закрытия в Толоке.";
const TOP_UP = "Пополните счёт в Толоке. Без денег пул не откроется или закроется.";

export const ru: typeof en = {
  projectArchived: {
    sentence: "Проект в архиве. Его пулы не принимают задания.",
    way_out: "Восстановите проект в Толоке или выберите другой пул.",
  },
  projectStatusUnknown: (status) => ({
    sentence: `Неизвестный статус проекта: ${status}.`,
    way_out: "Проверьте проект в Толоке.",
  }),
  fieldNameNotAllowed: {
    sentence: "Одно из полей называется __proto__. Задания с этим полем здесь создать нельзя.",
    way_out: "Переименуйте поле в Толоке и создайте новый пул.",
  },
  fieldTypeUnknown: (fields) => ({
    sentence: `Неизвестный тип поля: ${fields}.`,
    way_out: "Введите эти значения как JSON. Проверит их только Толока.",
  }),
  patternNotChecked: (fields) => ({
    sentence: `Шаблон нельзя проверить здесь: ${fields}.`,
    way_out: "Толока проверит его и отклонит значения, которые не подходят.",
  }),
  open: { sentence: "Пул открыт." },
  opensWithTask: { sentence: "Пул закрыт. Он откроется, когда задание будет создано." },
  mapProject: {
    sentence: "Проект на карте. Его пулы принимают страницы заданий с координатами, а не отдельные задания.",
    way_out: "Выберите пул проекта без карты.",
  },
  smartMixing: { sentence: "Умное смешивание включено." },
  noSmartMixing: {
    sentence: "В пуле нет умного смешивания. Он не принимает отдельные задания.",
    way_out: "Выберите пул с умным смешиванием. Включить его нельзя, если в пуле уже есть задания.",
  },
  expired: (date) => ({
    sentence: `Срок пула истёк ${date}. Задания больше не выдаются.`,
    way_out: CHANGE_DATE,
  }),
  expiresSoon: (inHours, date) => ({
    sentence: `Пул закроется ${inHours < 1 ? "меньше чем через час" : `через ${hours(inHours)}`} (${date}).`,
    way_out: CHANGE_DATE,
  }),
  expiry: (date) => ({ sentence: `Дата закрытия: ${date}.` }),
  trainingNotChecked: (id) => ({
    sentence: `Требуется обучение ${id}.`,
    way_out: "Проверьте в Толоке, что обучение открыто.",
  }),
  trainingOpen: (id) => ({ sentence: `Обязательное обучение ${id} открыто.` }),
  trainingNotOpen: (id) => ({
    sentence: `Обязательное обучение ${id} не открыто. Новые толокеры не получат задания.`,
    way_out: "Откройте обучение в Толоке.",
  }),
  adultContent: {
    sentence: "Контент для взрослых: задания получат только толокеры, которые на это согласились.",
    way_out: "Отключите это в Толоке, если отметка не нужна.",
  },

  closed: {
    CLOSED_MANUAL: { sentence: "Пул закрыт. Задания ждут его открытия.", way_out: OPEN_IT },
    CLOSED_COMPLETED: {
      sentence: "Пул закрыт: все задания выполнены. Новые задания ждут его открытия.",
      way_out: OPEN_IT,
    },
    CLOSED_EXPIRED: {
      sentence: "Пул закрыт: срок истёк, позже дату закрытия изменили. Задания ждут его открытия.",
      way_out: OPEN_IT,
    },
    CLOSED_NOT_ENOUGH_BALANCE: {
      sentence: "Пул закрыт: на счёте недостаточно денег.",
      way_out: "Пополните счёт в Толоке, затем откройте пул.",
    },
    POOL_ASSIGNMENTS_EXHAUSTED: {
      sentence: "Пул исчерпал 2 000 000 назначений. Новые задания не выдаются.",
      way_out: CLONE_IT,
    },
    CLOSED_BLOCKED: {
      sentence: "Толока заблокировала пул. Задания не выдаются.",
      way_out: "Обратитесь в поддержку Толоки или выберите другой пул.",
    },
    CLOSED_FOR_UPDATE: {
      sentence: "Пул редактируют. Он откроется в течение 15 минут.",
      way_out: "Делать ничего не нужно: задания подождут.",
    },
    NEVER_OPENED: { sentence: "Пул ещё не открывали. Задания ждут его открытия.", way_out: OPEN_IT },
  },
  closedOther: (reason) => ({
    sentence: `Пул закрыт (${reason}). Задания ждут его открытия.`,
    way_out: OPEN_IT,
  }),
  archived: { sentence: "Пул в архиве. Он не принимает задания, открыть его нельзя.", way_out: CLONE_IT },
  locked: {
    sentence: "В пуле выполняется другая операция. До её окончания он не принимает задания.",
    way_out: "Подождите немного и проверьте снова.",
  },
  statusUnknown: (status) => ({
    sentence: `Неизвестный статус пула: ${status}.`,
    way_out: "Проверьте пул в Толоке.",
  }),

  isTraining: { sentence: "Обучение: принимает только обучающие задания." },
  notInTraining: (kind) => ({
    sentence: `Обучение: не принимает ${KINDS[kind]} заданий.`,
    way_out: "Выберите тип задания «Обучающее» или другой пул.",
  }),
  kindNotInSuite: (kind) => ({
    sentence: `На страницах этого пула нет ${KINDS[kind]} заданий. Задание не будет выдаваться.`,
    way_out: "Измените умное смешивание пула в Толоке или выберите другой тип задания.",
  }),
  noDefaultOverlap: {
    sentence: "У пула нет перекрытия по умолчанию.",
    way_out: "Задайте перекрытие у каждого задания.",
  },
  defaultOverlap: (overlap) => ({ sentence: `Перекрытие ${overlap} (по умолчанию в пуле).` }),
  overlapInfinite: { sentence: "Бесконечное перекрытие." },
  overlapOwn: (overlap) => ({ sentence: `Перекрытие ${overlap}.` }),
  noOverlap: { sentence: "Нет перекрытия: у пула нет значения по умолчанию.", way_out: "Задайте перекрытие." },
  overlapNotChosen: (own) => ({
    sentence: "Нет перекрытия.",
    way_out: `Используйте значение пула (${own}) или задайте перекрытие.`,
  }),
  suiteReady: (general, control) => ({
    sentence: `${suite(general, control)}. Для выдачи достаточно одного основного задания.`,
  }),
  suiteWaits: (general, control, least) => ({
    sentence: `${suite(general, control)}. Для выдачи нужно ${generalTasks(least)}: не хватает ещё ${least - 1}.`,
    way_out: "Создайте больше заданий или разрешите неполные страницы в Толоке.",
  }),
  suitePartial: (general, control, least, delay) => ({
    sentence: `${suite(general, control)}. Одно задание выдаётся на неполной странице${delay > 0 ? ` через ${seconds(delay)}` : ""} по полной цене.`,
    way_out: `Чтобы заполнять страницы, создавайте не меньше ${counted(least, "ru", { one: "задания", other: "заданий" })}.`,
  }),
  price: (price) => ({ sentence: `${price} за страницу заданий + комиссия.` }),
  unpaid: { sentence: "Пул без оплаты." },
  unpaidRefused: {
    sentence: "Пул без оплаты: не принимает основных заданий.",
    way_out: "Задайте цену в Толоке или добавьте правильные ответы.",
  },
  unpaidWarning: {
    sentence: "Пул без оплаты: принимает только контрольные и обучающие задания.",
    way_out: "Задайте цену в Толоке, прежде чем создавать основные задания.",
  },
  noMoney: { sentence: "На счёте нет денег.", way_out: TOP_UP },
  notEnoughMoney: (balance, most) => ({
    sentence: `Баланс ${balance}. Это задание может стоить до ${most} + комиссия.`,
    way_out: TOP_UP,
  }),
  balance: (balance) => ({ sentence: `Баланс ${balance}.` }),

  cost: {
    free: "Без затрат: пул без оплаты",
    noPrice: "Стоимость неизвестна: у пула нет цены",
    noOverlap: (price) => `Стоимость неизвестна: нет перекрытия (${price} за страницу)`,
    unbounded: (price) => `Без ограничения: ${price} за страницу + комиссия`,
    bounded: (calculation) => `${calculation} + комиссия`,
    alone: (most) => `До ${most}, если страница состоит из одного задания`,
  },
};
