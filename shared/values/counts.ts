import type { Language } from "../language.ts";
import type { Json } from "./json.ts";

/** The forms of a noun. English has `one` and `other`; Russian `one`, `few`, `many`, and `other` for fractions. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const RULES = { en: new Intl.PluralRules("en"), ru: new Intl.PluralRules("ru") };

/** A count with separated thousands: `1,048,576`. */
export const grouped = (count: Json, language: Language = "en"): string => Number(count).toLocaleString(language);

/** A count with its noun: `2 tasks`. */
export const counted = (count: Json, language: Language, forms: Forms): string =>
  `${grouped(count, language)} ${forms[RULES[language].select(Number(count))] ?? forms.other}`;
