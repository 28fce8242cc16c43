/** JSON with the exact text of every number, by the JavaScript engine: independent of the code under test. */
interface RawJson {
  rawJSON(text: string): unknown;
  parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
}
const engine = JSON as unknown as RawJson;

/** A number of exactly these digits, for `JSON.stringify`. */
export const digits = (text: string): unknown => engine.rawJSON(text);

/** A value in which every number is the text it was written as, marked as a number. */
export const readExactly = (text: string): unknown =>
  engine.parse(text, (_key, value, { source }) => (typeof value === "number" ? { number: source } : value));
