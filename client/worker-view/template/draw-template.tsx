import { createRoot } from "react-dom/client";
import { loadPatterns } from "../../../shared/fields/pattern.ts";
import { type Json, type JsonObject, sameJson, stringifyJson } from "../../../shared/values/json.ts";
import type { Effect } from "../engine/actions.ts";
import { openTemplate } from "../engine/template.ts";
import { warningsOf } from "../engine/warnings/warnings.ts";
import engineEn from "../engine/words.en.ts";
import engineRu from "../engine/words.ru.ts";
import type { AnswerProblem, DrawnView, Given, Told, ViewWarning } from "../messages.ts";
import { DRAWINGS } from "./drawings.ts";
import { isTyping } from "./is-typing.ts";
import { outputProblems } from "./output-problems.ts";
import { placeholdersOf } from "./placeholders.ts";
import { settingsOf } from "./settings.ts";
import { TaskPage } from "./task-page.tsx";
import type { Notice } from "./toast.tsx";
import { type View, ViewContext } from "./view-context.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const WORDS = { en: { engine: engineEn, page: en }, ru: { engine: engineRu, page: ru } };
const MOST_PROBLEMS = 500;
const WARN_AFTER_MS = 600;

/** Draws a view of Template Builder, and tells its answer after every change. */
export function drawTemplate(root: HTMLElement, given: Given, tell: (told: Told) => void): DrawnView {
  let began = performance.now();
  let lastShown = "";
  let lastAnswer = "";
  let values = given.input_values;
  let warnings: ViewWarning[] = [];
  let warning: ReturnType<typeof setTimeout> | undefined;
  /** The answer that was to be shown is another one since. */
  let changed = false;
  const words = WORDS[given.locale];
  const listeners = new Set<(notice: Notice) => void>();
  const players: View["players"] = new Map();
  let notices = 0;

  const effect = (done: Effect) => {
    if (done.kind === "open") tell({ kind: "open", url: done.url.slice(0, 8192) });
    else if (done.kind === "notify") {
      notices += 1;
      for (const listen of listeners) listen({ key: notices, payload: done.text });
    } else {
      const player = players.get(done.key);
      if (player?.paused === false) player.pause();
      else player?.play().catch(() => undefined);
    }
  };
  const open = (view_spec: JsonObject) => openTemplate({ ...given, view_spec, words: words.engine, effect });
  const settings = settingsOf(given.view_spec);
  const template = open(given.view_spec);
  const notifications = settings.notifications === null ? null : open(settings.notifications);

  const problems = (): AnswerProblem[] => [
    ...template
      .problems()
      .map(({ path, text, from }) => ({ path: path.slice(0, 500), text: text.slice(0, 2000), from })),
    ...outputProblems(given.output_spec, template.output()),
  ];
  const told = () => ({ output_values: template.output(), problems: problems().slice(0, MOST_PROBLEMS) });
  const tellAnswer = () => {
    const answer = { kind: "answer" as const, ...told(), valid: template.valid() };
    const text = stringifyJson(answer);
    if (text === lastAnswer) return;
    lastAnswer = text;
    tell(answer);
  };
  const tellShown = () => {
    const tree = template.tree();
    const placeholders = tree === null ? [] : placeholdersOf(tree.root, DRAWINGS, words.page);
    const more: ViewWarning[] = changed ? [{ path: "", text: words.page.answerChanged, severity: "note" }] : [];
    const all = [...warnings, ...more];
    const text = stringifyJson([placeholders, all] as Json);
    if (text === lastShown) return;
    lastShown = text;
    tell({ kind: "shown", placeholders, warnings: all, ms: performance.now() - began });
  };
  /** Warnings take up to half a second: they are worked out when the view is drawn and nothing changes. */
  const warnLater = () => {
    clearTimeout(warning);
    warning = setTimeout(async () => {
      await loadPatterns();
      warnings = warningsOf({ ...given, input_values: values }, given.locale)
        .slice(0, MOST_PROBLEMS - 1)
        .map(({ path, text, severity }) => ({ path: path.slice(0, 500), text: text.slice(0, 2000), severity }));
      if (warning !== undefined) tellShown();
    }, WARN_AFTER_MS);
  };
  const submit = () => {
    template.submit();
    lastAnswer = "";
    tell({ kind: "submitted", ...told() });
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = isTyping(event.target);
    if (event.key === "Enter" && event.target instanceof HTMLInputElement && typing) submit();
    else if (!template.act({ kind: "key", key: event.key, typing })) return;
    event.preventDefault();
  };
  const unsubscribe = template.subscribe(tellAnswer);
  document.addEventListener("keydown", pressed);
  const view: View = { template, settings, players, drawings: DRAWINGS, words: words.page };
  const page = createRoot(root);
  page.render(
    <ViewContext value={view}>
      <TaskPage
        notifications={notifications}
        onNotice={(listen) => {
          listeners.add(listen);
          return () => listeners.delete(listen);
        }}
        onDrawn={tellShown}
        onSubmit={submit}
      />
    </ViewContext>,
  );
  tellAnswer();
  // Patterns are checked once what reads them is there.
  void loadPatterns().then(tellAnswer);
  warnLater();
  return {
    input(next) {
      began = performance.now();
      values = next;
      template.input(values);
      notifications?.input(values);
      warnLater();
    },
    answer(values) {
      template.answer(values);
      changed = !sameJson(template.output(), values);
      tellShown();
    },
    submit,
    reset() {
      changed = false;
      template.reset();
    },
    remove() {
      clearTimeout(warning);
      warning = undefined;
      document.removeEventListener("keydown", pressed);
      unsubscribe();
      template.remove();
      notifications?.remove();
      page.unmount();
    },
  };
}
