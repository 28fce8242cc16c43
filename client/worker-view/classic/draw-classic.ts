import { fieldProblems } from "../../../shared/faults/faults.ts";
import { checkValues } from "../../../shared/fields/input-spec.ts";
import type { JsonObject } from "../../../shared/values/json.ts";
import type { AnswerProblem, DrawnView, Given, Told } from "../messages.ts";
import { answerAt, withAnswerAt } from "./answer.ts";
import { BASE_STYLES } from "./base-styles.ts";
import { type DrawnField, drawField } from "./fields.ts";
import { type FieldAsked, PLACE, tolokaHelpers } from "./helpers.ts";
import { renderMarkup } from "./markup.ts";
import { safeHtml } from "./safe-html.ts";

/** Draws a classic view without its script: the markup with the values, the requester's styles, and fields that answer. */
export function drawClassic(root: HTMLElement, given: Given, tell: (told: Told) => void): DrawnView {
  let answer: JsonObject = {};
  let fields: DrawnField[] = [];
  const styles = document.createElement("style");
  styles.textContent = `${BASE_STYLES}\n${String(given.view_spec.styles ?? "")}`;
  const task = document.createElement("div");
  task.className = "task task_focused";
  const suite = document.createElement("div");
  suite.className = "task-suite";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "submit";
  button.textContent = given.locale === "ru" ? "Отправить" : "Submit";
  suite.append(task);
  root.replaceChildren(styles, suite, button);

  const problems = (): AnswerProblem[] =>
    Object.entries(fieldProblems(checkValues(given.output_spec, answer, ""))).map(([path, { message }]) => ({
      path: path.slice(1, 500),
      text: message,
      // The base class itself checks an answer by output_spec, before it lets the worker submit it.
      from: "field",
    }));
  const show = () => {
    for (const field of fields) field.show(answerAt(answer, field.name));
    const found = problems();
    tell({ kind: "answer", output_values: answer, valid: found.length === 0, problems: found.slice(0, 500) });
  };
  const draw = (values: JsonObject) => {
    const began = performance.now();
    const asked: FieldAsked[] = [];
    const token = crypto.getRandomValues(new Uint32Array(4)).join("");
    const content = safeHtml(renderMarkup(String(given.view_spec.markup), values, tolokaHelpers(asked, token)));
    fields = asked.map((one) => drawField(one, change));
    for (const [at, { element }] of fields.entries())
      content.querySelector(`[${PLACE}="${token}-${at}"]`)?.replaceWith(element);
    task.replaceChildren(content);
    const missing = fields.flatMap((field) =>
      field.missing === null ? [] : [{ name: field.name, why: field.missing }],
    );
    tell({
      kind: "shown",
      placeholders: missing.slice(0, 500).map(({ name, why }) => ({ type: "field", path: name.slice(0, 500), why })),
      warnings: [],
      ms: performance.now() - began,
    });
  };
  const change = (name: string, value: Parameters<typeof withAnswerAt>[2]) => {
    answer = withAnswerAt(answer, name, value);
    show();
  };
  const submit = () => tell({ kind: "submitted", output_values: answer, problems: problems().slice(0, 500) });
  const follow = (event: MouseEvent) => {
    const link = event.composedPath().find((one): one is HTMLAnchorElement => one instanceof HTMLAnchorElement);
    if (link === undefined) return;
    event.preventDefault();
    const address = link.getAttribute("href") ?? "";
    if (/^https?:/i.test(address)) tell({ kind: "open", url: address.slice(0, 8192) });
  };
  button.addEventListener("click", submit);
  root.addEventListener("click", follow);
  draw(given.input_values);
  show();
  return {
    input(values) {
      draw(values);
      show();
    },
    answer(values) {
      answer = values;
      show();
    },
    submit,
    reset() {
      answer = {};
      show();
    },
    remove() {
      root.removeEventListener("click", follow);
      root.replaceChildren();
    },
  };
}
