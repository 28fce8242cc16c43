import * as z from "zod/mini";
import { LANGUAGES } from "../../shared/language.ts";
import { FieldSpecs } from "../../shared/toloka.ts";
import { type JsonObject, parseJson, stringifyJson } from "../../shared/values/json.ts";
import { jsonObject } from "../../shared/values/schemas.ts";

/**
 * What the page and the frame with the worker's view tell each other. A message is JSON text, so that numbers keep all
 * their digits and nothing but text crosses. Both sides drop what they don't know.
 */

/** Longer messages are neither sent nor read, in characters. */
export const LONGEST_MESSAGE = 1024 * 1024;
/** Changes with the shape of the messages: a page and a frame of different builds don't talk. */
export const MESSAGES_VERSION = 2;

const text = z.string().check(z.maxLength(2000));
const path = z.string().check(z.maxLength(500));
const many = <T extends z.ZodMiniType>(item: T) => z.array(item).check(z.maxLength(500));

/** What the view is told of the worker's place. */
const Pretend = z.object({
  /** `lat,lon`, or that the worker refused to tell; `null`: not known. */
  location: z.nullable(z.union([z.literal("rejected"), z.string().check(z.maxLength(100))])),
});

/** A view and its values, for `show`. The values of hidden input fields have been removed: `withoutHidden`. */
const Given = z.object({
  view_spec: jsonObject,
  input_spec: FieldSpecs,
  output_spec: FieldSpecs,
  input_values: jsonObject,
  locale: z.enum(LANGUAGES),
  pretend: Pretend,
});
export type Given = z.infer<typeof Given>;

const ToFrame = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("show"), version: z.literal(MESSAGES_VERSION), given: Given }),
  /** The values as typed now. Media whose address stays the same keep playing. */
  z.object({ kind: z.literal("input"), input_values: jsonObject }),
  /** Shows an existing answer in the fields. */
  z.object({ kind: z.literal("answer"), output_values: jsonObject }),
  z.object({ kind: z.literal("submit") }),
  z.object({ kind: z.literal("reset") }),
  z.object({ kind: z.literal("ping") }),
]);
export type ToFrame = z.infer<typeof ToFrame>;

/** Why an answer is refused: `from` says by what. `path` is of the template for a condition, else of the answer. */
const AnswerProblem = z.object({ path, text, from: z.enum(["condition", "field", "output_spec"]) });
export type AnswerProblem = z.infer<typeof AnswerProblem>;

/** A part of the view that is not drawn as the worker gets it, and the reason. */
const Placeholder = z.object({ type: z.string().check(z.maxLength(200)), path, why: text });
export type Placeholder = z.infer<typeof Placeholder>;

/** What may go wrong with the view. `bad`: workers cannot do the task, or no known solution can match. */
const ViewWarning = z.object({ path, text, severity: z.enum(["bad", "doubtful", "note"]) });
export type ViewWarning = z.infer<typeof ViewWarning>;

/** Once, by `window.postMessage`, before there is a port. */
const Ready = z.object({ kind: z.literal("ready"), version: z.literal(MESSAGES_VERSION) });

const FromFrame = z.discriminatedUnion("kind", [
  /** Drawn, in so many milliseconds. Sent again when the placeholders or warnings have changed. */
  z.object({
    kind: z.literal("shown"),
    placeholders: many(Placeholder),
    warnings: many(ViewWarning),
    ms: z.number().check(z.minimum(0)),
  }),
  /** The answer as it stands, after every change. `valid`: the view itself would let the worker submit it. */
  z.object({
    kind: z.literal("answer"),
    output_values: jsonObject,
    valid: z.boolean(),
    problems: many(AnswerProblem),
  }),
  /** Submit was pressed. With problems, the view refused. */
  z.object({ kind: z.literal("submitted"), output_values: jsonObject, problems: many(AnswerProblem) }),
  /** A link was pressed; the page asks before it opens it. */
  z.object({ kind: z.literal("open"), url: z.string().check(z.maxLength(8192)) }),
  /** Of the whole view, in pixels. */
  z.object({ kind: z.literal("height"), px: z.number() }),
  /** The view, or a part of it, cannot be shown. `where`: a path in the view, or which file. */
  z.object({ kind: z.literal("failed"), text, where: path }),
  z.object({ kind: z.literal("pong") }),
]);
export type FromFrame = z.infer<typeof FromFrame>;
/** What a view tells while it is drawn and answered; `ready` and `pong` are the frame's own business. */
export type Told = Exclude<FromFrame, { kind: "pong" }>;

/** A view in the frame's document. What it has to tell goes to the `tell` that it was drawn with. */
export interface DrawnView {
  input(values: JsonObject): void;
  answer(values: JsonObject): void;
  submit(): void;
  reset(): void;
  remove(): void;
}

/** The text of a message; `null` if it is too long to be sent. */
export function writeMessage(message: ToFrame | FromFrame | z.infer<typeof Ready>): string | null {
  const written = stringifyJson(message);
  return written.length > LONGEST_MESSAGE ? null : written;
}

/** For the frame: the message in what came; `null` for anything else. */
export const readToFrame = (data: unknown): ToFrame | null => read(ToFrame, data);

/** For the page: the message in what came; `null` for anything else. */
export const readFromFrame = (data: unknown): FromFrame | null => read(FromFrame, data);

/** For the page: whether this is the frame's first word. */
export const isReady = (data: unknown): boolean => read(Ready, data) !== null;

function read<T extends z.ZodMiniType>(schema: T, data: unknown): z.infer<T> | null {
  if (typeof data !== "string" || data.length > LONGEST_MESSAGE) return null;
  let value: unknown;
  try {
    value = parseJson(data);
  } catch {
    return null;
  }
  const found = schema.safeParse(value);
  return found.success ? found.data : null;
}

/**
 * The values and specs that reach the worker's page: of hidden input fields no value, and nothing but that they exist, which
 * explains a view that reads them.
 */
export function withoutHidden(
  specs: FieldSpecs,
  values: JsonObject,
): { input_spec: FieldSpecs; input_values: JsonObject } {
  const isHidden = (name: string) => Object.hasOwn(specs, name) && specs[name]?.hidden === true;
  return {
    input_spec: Object.fromEntries(
      Object.entries(specs).map(([name, spec]) => [name, isHidden(name) ? { type: spec.type, hidden: true } : spec]),
    ),
    input_values: Object.fromEntries(Object.entries(values).filter(([name]) => !isHidden(name))),
  };
}
