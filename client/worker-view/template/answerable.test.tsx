import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, it } from "vitest";
import { parseCoordinates } from "../../../shared/fields/input-spec.ts";
import { loadPatterns } from "../../../shared/fields/pattern.ts";
import { isJsonObject, type JsonObject, parseJson, stringifyJson } from "../../../shared/values/json.ts";
import { type Interface, isClassic, publicInterfaces } from "../../../test/support/worker-view/interfaces.ts";
import { LINKS_AND_PICTURES } from "../../../test/support/worker-view/own/links-and-pictures.ts";
import { LISTS_AND_QUESTIONS } from "../../../test/support/worker-view/own/lists-and-questions.ts";
import { NUMBERS_AND_TABS } from "../../../test/support/worker-view/own/numbers-and-tabs.ts";
import { PLACES_AND_ANNOTATIONS } from "../../../test/support/worker-view/own/places-and-annotations.ts";
import { answer } from "../engine/answering/person.ts";
import { openTemplate } from "../engine/template.ts";
import { outputFaults } from "../engine/warnings/from-answers.ts";
import engineWords from "../engine/words.en.ts";
import { DRAWINGS } from "./drawings.ts";
import { settingsOf } from "./page/settings.ts";
import { Part } from "./part.tsx";
import { placeholdersOf } from "./placeholders.ts";
import { ViewContext } from "./view-context.ts";
import { en } from "./words.en.ts";

beforeAll(loadPatterns);

/** What keeps a person from doing the task; the answer that they gave. */
function tryToAnswer({ view_spec, input_spec, output_spec, sample_input, sample_output }: Interface) {
  const place = Object.values(sample_input).find((value) => typeof value === "string" && parseCoordinates(value));
  const template = openTemplate({
    view_spec,
    input_values: sample_input,
    pretend: { location: typeof place === "string" ? place.replace(" ", "") : null },
    words: engineWords,
  });
  const complaints: string[] = [];
  const note = (what: string, found: unknown) => complaints.push(`${what}: ${stringifyJson(found as JsonObject)}`);
  const look = () => {
    const tree = template.tree();
    if (tree === null) return note("not shown", template.fault());
    for (const one of placeholdersOf(tree.root, DRAWINGS, en))
      if (one.why === en.why.unknown) note("not drawn", one.type);
    const shared = { template, drawings: DRAWINGS, settings: settingsOf(view_spec), words: en, players: new Map() };
    const html = renderToStaticMarkup(
      <ViewContext value={shared}>
        <Part part={tree.root} />
      </ViewContext>,
    );
    if (html.replaceAll(/<[^>]*>/g, "").trim() === "") note("empty", html);
  };
  look();
  const texts = [sample_input, sample_output].flatMap(Object.values).filter((value) => typeof value === "string");
  const choices = new Map(Object.entries(sample_output).map(([name, value]) => [`output.${name}`, value]));
  if (!answer(template, choices, texts)) note("not answered", template.problems());
  look();
  const output = template.output();
  for (const [path, { code }] of Object.entries(outputFaults(output_spec, output))) note("refused", `${path} ${code}`);
  for (const path of Object.keys(outputFaults(input_spec, sample_input))) note("sample input", path);
  for (const path of Object.keys(outputFaults(output_spec, sample_output))) note("sample output", path);
  return { complaints, output };
}

const all = [
  ...publicInterfaces().filter(([, of]) => !isClassic(of)),
  ...NUMBERS_AND_TABS,
  ...LISTS_AND_QUESTIONS,
  ...PLACES_AND_ANNOTATIONS,
  ...LINKS_AND_PICTURES,
];
const named = (name: string): Interface => all.find(([one]) => one === name)![1];

describe("an interface is drawn whole, and a person's answer is accepted by it and by its output_spec", () => {
  it.each(all)("%s", (_name, of) => {
    expect(tryToAnswer(of).complaints).toEqual([]);
  });

  it("and together they use every type that is drawn", () => {
    const used = all.map(([, of]) => stringifyJson(readConfig(of))).join();
    expect(Object.keys(DRAWINGS).filter((type) => !used.includes(`"${type}"`))).toEqual([]);
  });
});

/** The interface with its config changed as text. */
function changed(of: Interface, from: string, to: string): Interface {
  const text = stringifyJson(readConfig(of));
  expect(text).toContain(from);
  return { ...of, view_spec: { type: "tb", config: text.replaceAll(from, to) } };
}
function readConfig({ view_spec: { config } }: Interface): JsonObject {
  const read = typeof config === "string" ? parseJson(config) : config;
  if (!isJsonObject(read)) throw new Error("no config");
  return read;
}

describe("what keeps a person from answering is noticed", () => {
  const shoes = named("shoes-verify");
  it.each<[string, Interface, RegExp]>([
    ["a component that nobody knows", changed(shoes, "field.radio-group", "field.wheel"), /not drawn.*field\.wheel/],
    [
      "a part that is missing",
      { ...shoes, view_spec: { type: "tb", config: { view: { $ref: "vars.x" } } } },
      /not shown/,
    ],
    ["a question without options", changed(shoes, '"options":', '"choices":'), /not answered/],
    [
      "an output field that nothing fills",
      { ...shoes, output_spec: { ...shoes.output_spec, comment: { type: "string" } } },
      /refused: "output_spec\.comment VALUE_REQUIRED"/,
    ],
    [
      "an answer that is not allowed",
      changed(shoes, '"Yes"', '"Maybe"'),
      /refused: "output_spec\.result VALUE_NOT_ALLOWED"/,
    ],
  ])("%s", (_what, of, complaint) => {
    expect(tryToAnswer(of).complaints.join("\n")).toMatch(complaint);
  });
});
