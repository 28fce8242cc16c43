import { loadPatterns } from "../../../shared/fields/pattern.ts";
import { type Json, type JsonObject, sameJson, stringifyJson } from "../../../shared/values/json.ts";
import type { Template } from "../engine/template.ts";
import { warningsOf } from "../engine/warnings/warnings.ts";
import type { AnswerProblem, Given, Told, ViewWarning } from "../messages.ts";
import { DRAWINGS } from "./drawings.ts";
import { outputProblems } from "./output-problems.ts";
import { placeholdersOf } from "./placeholders.ts";
import type { en } from "./words.en.ts";

/** Tells the page what has changed in the view, and only that. */
export interface Teller {
  /** The view was drawn. */
  drawn(): void;
  /** The answer may have changed. */
  answered(): void;
  submitted(): void;
  /** The view shows other input values. */
  input(values: JsonObject): void;
  /** An answer was put into the fields; `null`: they were emptied. */
  restored(values: JsonObject | null): void;
  stop(): void;
}

const MOST = 500;
/** Warnings take up to half a second to work out: this long after the view was drawn, unless it changes. */
const WARN_AFTER_MS = 600;
const cut = <T extends { path: string; text: string }>(one: T): T => ({
  ...one,
  path: one.path.slice(0, 500),
  text: one.text.slice(0, 2000),
});

export function startTeller(given: Given, template: Template, words: typeof en, tell: (told: Told) => void): Teller {
  let began = performance.now();
  let ms: number | null = null;
  let lastShown = "";
  let lastAnswer = "";
  let warnings: ViewWarning[] = [];
  let later: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  /** The answer that was to be shown is another one since. */
  let changed = false;

  const told = () => ({
    output_values: template.output(),
    problems: [...template.problems(), ...outputProblems(given.output_spec, template.output())]
      .slice(0, MOST)
      .map((one): AnswerProblem => cut({ path: one.path, text: one.text, from: one.from })),
  });
  const answered = () => {
    const answer = { kind: "answer" as const, ...told(), valid: template.valid() };
    const text = stringifyJson(answer);
    if (text === lastAnswer || stopped) return;
    lastAnswer = text;
    tell(answer);
  };
  const shown = () => {
    const tree = template.tree();
    const placeholders = tree === null ? [] : placeholdersOf(tree.root, DRAWINGS, words);
    const more: ViewWarning[] = changed ? [{ path: "", text: words.answerChanged, severity: "note" }] : [];
    const all = [...warnings, ...more];
    const text = stringifyJson([placeholders, all] as Json);
    if (text === lastShown || stopped) return;
    lastShown = text;
    tell({ kind: "shown", placeholders, warnings: all, ms: ms ?? 0 });
  };
  const warn = async (input_values: JsonObject) => {
    await loadPatterns();
    if (stopped) return;
    warnings = warningsOf({ ...given, input_values }, given.locale)
      .slice(0, MOST - 1)
      .map(({ path, text, severity }) => cut({ path, text, severity }));
    shown();
  };
  const warnLater = (input_values: JsonObject) => {
    clearTimeout(later);
    later = setTimeout(() => warn(input_values), WARN_AFTER_MS);
  };
  warnLater(given.input_values);
  // Patterns of `output_spec` count once what reads them is there.
  void loadPatterns().then(answered);
  return {
    drawn() {
      ms ??= performance.now() - began;
      shown();
    },
    answered,
    submitted() {
      lastAnswer = "";
      tell({ kind: "submitted", ...told() });
    },
    input(values) {
      began = performance.now();
      ms = null;
      warnLater(values);
    },
    restored(values) {
      changed = values !== null && !sameJson(template.output(), values);
      shown();
    },
    stop() {
      stopped = true;
      clearTimeout(later);
    },
  };
}
