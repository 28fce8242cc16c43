import { isJsonNumber, isJsonObject, type Json } from "../../../../shared/values/json.ts";
import type { Drawn } from "../tree.ts";
import { asText, plain } from "../values.ts";

/** Options of a field that is answered by choosing. */
export function choicesOf(field: Drawn): Json[] {
  if (field.type === "field.button-radio") return [plain(field.props.valueToSet as Json) ?? null];
  if (field.type === "field.checkbox" || field.type === "field.tumbler") return [true];
  return CHOOSING.has(field.type) ? optionsOf(field) : [];
}
const CHOOSING = new Set(["field.radio-group", "field.button-radio-group", "field.select"]);

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const optionsOf = ({ props }: Drawn): Json[] =>
  listOf(props.options).flatMap((option) => (isJsonObject(option) ? [option.value ?? null] : []));

const UPLOAD = "00000000-0000-4000-8000-000000000001";

/**
 * Values that a person could give in the field, the likeliest first. `texts`: what the template and the task name, for
 * fields that accept only some text.
 */
export function candidatesFor(field: Drawn, texts: readonly string[]): Json[] {
  const { props, type, value } = field;
  const labels = listOf(props.labels).flatMap((label) => (isJsonObject(label) ? [asText(label.value)] : []));
  switch (type) {
    case "field.checkbox-group":
      return optionsOf(field).map((option) => ({ ...(isJsonObject(value) ? value : {}), [asText(option)]: true }));
    case "field.multi-select":
      return optionsOf(field).map((option) => [option]);
    case "field.text":
    case "field.textarea":
      return ["text", ...texts, "https://www.example.org/page", "1", "Text of several words, as an answer may have."];
    case "field.number":
      return [props.minimum, props.maximum, 1, 0].filter((one): one is Json => isJsonNumber(one as Json));
    case "field.date":
      return ["2026-01-01T00:00:00Z"];
    case "field.email":
      return ["person@example.org"];
    case "field.phone-number":
      return ["+10000000000"];
    case "field.media-file":
    case "field.file":
    case "field.audio":
      return [props.multiple === true ? [UPLOAD] : UPLOAD];
    case "field.image-annotation":
    case "field.bounding-box":
      return shapesOf(props.shapes).map((shape) => [labels[0] === undefined ? shape : { ...shape, label: labels[0] }]);
    case "field.text-annotation": {
      const segment = asText(plain(props.content as Json)).slice(0, 1);
      return labels.slice(0, 1).map((label) => [{ label, offset: 0, length: segment.length, segment }]);
    }
    case "field.list":
      return [[...listOf(value), {}] as Json, [...listOf(value), "text"] as Json];
    case "field.quiz":
      return [quizAnswer(listOf(props.options))];
    default:
      return choicesOf(field);
  }
}

const CORNERS = [0.1, 0.3, 0.2].map((left, at) => ({ left, top: at === 2 ? 0.4 : 0.1 }));
const SHAPES: Record<string, { [name: string]: Json }> = {
  rectangle: { shape: "rectangle", left: 0.1, top: 0.1, width: 0.2, height: 0.2 },
  point: { shape: "point", left: 0.1, top: 0.1 },
  polygon: { shape: "polygon", points: CORNERS },
};

function shapesOf(shapes: unknown): { [name: string]: Json }[] {
  const allowed = Object.entries(SHAPES).filter(([name]) => !isJsonObject(shapes) || shapes[name] === true);
  return allowed.map(([, shape]) => shape);
}

function quizAnswer(questions: unknown[]): Json {
  const pairs = questions.filter(isJsonObject).map((question): [string, Json] => {
    const [first] = listOf(question.options).filter(isJsonObject);
    return [asText(question.key), first?.value ?? null];
  });
  return Object.fromEntries(pairs.filter(([key]) => key !== "__proto__"));
}
