import { parseCoordinates } from "../../../../shared/fields/input-spec.ts";
import type { Language } from "../../../../shared/language.ts";
import type { FieldSpecs } from "../../../../shared/toloka.ts";
import { isJsonObject, type JsonObject } from "../../../../shared/values/json.ts";
import { ViewFault } from "../config/node.ts";
import { openTemplate } from "../template.ts";
import engineEn from "../words.en.ts";
import engineRu from "../words.ru.ts";
import { explore } from "./explore.ts";
import { type Finding, finding, type Severity } from "./finding.ts";
import { fromAnswers } from "./from-answers.ts";
import { fromSpec } from "./from-spec.ts";
import { fromSurvey } from "./from-survey.ts";
import { sampleOf } from "./pattern-sample.ts";
import { sampleInput } from "./sample-input.ts";
import { type Survey, surveyOf } from "./survey.ts";
import en from "./words.en.ts";
import ru from "./words.ru.ts";

const WORDS = { en: { engine: engineEn, warnings: en }, ru: { engine: engineRu, warnings: ru } };

/** A warning about an interface of Template Builder. `path`: in its config, or `output_spec.FIELD`. */
export interface ViewWarning {
  code: Finding["code"];
  severity: Severity;
  path: string;
  text: string;
}

interface Given {
  view_spec: JsonObject;
  input_spec: FieldSpecs;
  output_spec: FieldSpecs;
  /** A task's values, without those of hidden fields; without them, values are made up. */
  input_values?: JsonObject;
}

/** Warnings of one kind about more parts are left out. */
const MOST_OF_A_KIND = 20;
const ORDER: readonly Severity[] = ["bad", "doubtful", "note"];

/**
 * What may go wrong with an interface, the worst first: an operator can see it before typing. The interface is read and
 * answered in many ways, which takes half a second at most. Patterns of `output_spec` count only after `loadPatterns`.
 */
export function warningsOf(given: Given, language: Language): ViewWarning[] {
  const words = WORDS[language];
  const found = findings(given, language);
  const counts = new Map<string, number>();
  return found
    .filter(({ code }) => {
      counts.set(code, (counts.get(code) ?? 0) + 1);
      return (counts.get(code) ?? 0) <= MOST_OF_A_KIND;
    })
    .map(({ code, params, severity, path }) => ({
      code,
      severity,
      path,
      text: (words.warnings[code] as (...params: string[]) => string)(...params.map(short)),
    }))
    .sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

const short = (text: string): string => (text.length > 300 ? `${text.slice(0, 299)}…` : text);

function findings(given: Given, language: Language): Finding[] {
  const { input_spec, output_spec, view_spec } = given;
  const words = WORDS[language].engine;
  // a classic interface
  if (view_spec.config === undefined && view_spec.type !== "tb") return [];
  let survey: Survey;
  try {
    survey = surveyOf(view_spec, words);
  } catch (error) {
    if (!(error instanceof ViewFault)) throw error;
    return [finding("bad", "fault", error.path, error.message)];
  }
  const seen = Object.fromEntries(Object.entries(input_spec).filter(([, spec]) => spec.hidden !== true));
  const input_values = given.input_values ?? sampleInput(seen);
  const pretend = { location: placeIn(input_values) };
  const open = () => openTemplate({ view_spec, input_values, pretend, words });
  const fault = open().fault();
  const still = [...fromSurvey(survey, input_spec, output_spec), ...fromSpec(output_spec, survey)];
  // made-up values may not be what the view needs
  if (fault !== null)
    return given.input_values === undefined ? still : [finding("bad", "fault", fault.path, fault.text), ...still];
  const explored = explore(open, textsFor(survey, input_values));
  if (given.input_values === undefined)
    explored.media = explored.media.filter(({ url }) => survey.literalTexts.has(url));
  const named = new Set(still.map(({ path, code }) => (code === "neverFilled" ? path : "")));
  return [...still, ...fromAnswers(explored, output_spec, language).filter(({ path }) => !named.has(path))];
}

/** Where the worker is said to be: where the task is. */
function placeIn(values: JsonObject): string {
  const places = Object.values(values).flatMap((value) => {
    const place = typeof value === "string" ? parseCoordinates(value) : null;
    return place === null ? [] : [`${place.lat},${place.lon}`];
  });
  return places[0] ?? "55.75,37.62";
}

/** What to try in text fields that accept only some text. */
function textsFor(survey: Survey, values: JsonObject): string[] {
  const samples = survey.patterns.flatMap(({ pattern }) => sampleOf(pattern) ?? []);
  const typed = Object.values(values).filter((value) => typeof value === "string" && !isJsonObject(value)) as string[];
  return [...new Set([...survey.texts, ...samples, ...typed])].slice(0, 30);
}
