import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../shared/values/json.ts";
import { openTemplate } from "../engine/template.ts";
import engineWords from "../engine/words.en.ts";
import { DRAWINGS } from "./drawings.ts";
import { settingsOf } from "./page/settings.ts";
import { Part } from "./part.tsx";
import { placeholdersOf } from "./placeholders.ts";
import { ViewContext } from "./view-context.ts";
import { en } from "./words.en.ts";

/** The view of a config as HTML, and what of it is named as not drawn. `act`: what the worker does first. */
function drawn(view: JsonObject, { output = {}, plugins = [] as JsonObject[], submit = false } = {}) {
  const view_spec = { config: { view, plugins } };
  const template = openTemplate({ view_spec, input_values: {}, output_values: output, words: engineWords });
  if (submit) template.submit();
  const { root } = template.tree()!;
  const shared = { template, drawings: DRAWINGS, settings: settingsOf(view_spec), words: en, players: new Map() };
  const html = renderToStaticMarkup(
    <ViewContext value={shared}>
      <Part part={root} />
    </ViewContext>,
  );
  const placeholders = placeholdersOf(root, DRAWINGS, en).map(({ type }) => type);
  return { html, placeholders };
}

const text: JsonObject = { type: "view.text", content: "inside" };
const data: JsonObject = { type: "data.output", path: "result" };
const options = [
  { label: "First", value: 1 },
  { label: "Second", value: "1" },
];
const link = "https://example.com/a";

/** A small view of each type, an answer, and what is on the page then. */
const DRAWN: [type: string, props: JsonObject, found: RegExp, output?: JsonObject][] = [
  ["view.list", { items: [text, null] }, /inside/],
  ["view.text", { content: { a: 1 }, label: "Above" }, /Above.*\{&quot;a&quot;:1\}/],
  ["view.image", { url: link }, /<img src="https:\/\/example.com\/a"/],
  ["view.alert", { content: text, theme: "danger" }, /danger.*inside/],
  ["view.markdown", { content: "**bold** <b>raw</b>" }, /<strong>bold<\/strong> &lt;b&gt;raw/],
  ["view.action-button", { label: "Press", action: { type: "action.set", data, payload: 1 } }, /<button[^>]*>.*Press/],
  ["view.link", { url: link, content: "Shop" }, /<a href="https:\/\/example.com\/a"[^>]*>Shop/],
  ["view.group", { content: text, label: "Named" }, /<section.*Named.*inside/],
  ["view.divider", { label: "Between" }, /<hr\/>.*Between.*<hr\/>/],
  ["view.audio", { url: link }, /<audio[^>]*src="https:\/\/example.com\/a"/],
  ["view.video", { url: link }, /<video[^>]*src="https:\/\/example.com\/a"/],
  ["view.iframe", { url: link }, /view\.iframe.*href="https:\/\/example.com\/a"/],
  ["view.labeled-list", { items: [{ label: "Name", content: text }] }, /<dt>Name.*<dd>.*inside/],
  ["view.device-frame", { content: text }, /<section.*inside/],
  ["view.link-group", { links: [{ url: link, content: "Shop" }] }, /<a href.*Shop/],
  ["view.collapse", { label: "More", content: text }, /aria-expanded="false".*More.*<div hidden="">.*inside/],
  ["view.map", { center: "1,2", markers: [{ position: "3,4", label: "Shop" }] }, /Centre: 1,2.*Marker: 3,4 Shop/],
  ["view.hint", { label: "Named", hint: "Explained" }, /Named.*Explained/],
  ["view.with-label", { items: [text] }, /inside/],
  ["view.table", { headers: ["Column"], items: [[text]] }, /<th scope="col">.*Column.*<td>.*inside/],
  ["view.json", { content: { a: [1] } }, /<pre[^>]*>\{\n {2}&quot;a&quot;/],
  ["view.debug", {}, /view\.debug/],
  ["layout.columns", { items: [text, text], ratio: [1, 3] }, /flex-grow:1.*inside.*flex-grow:3.*inside/],
  ["layout.sidebar", { content: text, controls: text }, /inside.*300px.*inside/],
  ["layout.side-by-side", { items: [text, text], controls: text }, /aria-label="Item B".*inside.*inside.*inside/],
  ["layout.bars", { barBefore: text, content: text, barAfter: text }, /inside.*inside.*inside/],
  ["layout.compare", { items: [{ content: text, controls: text }], commonControls: text }, /inside.*inside.*inside/],
  ["field.radio-group", { options }, /checked=""\/><span>Second/, { result: "1" }],
  ["field.button-radio-group", { options }, /checked=""\/><span>First/, { result: 1 }],
  ["field.textarea", { rows: 7 }, /<textarea[^>]*rows="7"[^>]*>typed/, { result: "typed" }],
  ["field.text", { placeholder: "Name" }, /aria-label="Name".*value="typed"/, { result: "typed" }],
  ["field.email", {}, /type="email".*value="a@b"/, { result: "a@b" }],
  ["field.phone-number", {}, /type="tel".*value="\+12"/, { result: "+12" }],
  ["field.number", {}, /inputMode="decimal".*value="1.5"/, { result: 1.5 }],
  ["field.date", { format: "date" }, /type="date".*value="2026-01-31"/, { result: "2026-01-31T09:30:00Z" }],
  [
    "field.checkbox-group",
    { options: [{ label: "Cat", value: "cat" }] },
    /checked=""\/><span>Cat/,
    { result: { cat: true } },
  ],
  ["field.checkbox", { label: "Sure" }, /checked=""\/><span>Sure/, { result: true }],
  ["field.tumbler", { label: "Sure" }, /role="switch".*checked=""\/><span>Sure/, { result: true }],
  ["field.button-checkbox", { label: "Sure" }, /aria-pressed="true".*Sure/, { result: true }],
  ["field.button-radio", { label: "One", valueToSet: 1 }, /aria-pressed="true".*One/, { result: 1 }],
  ["field.select", { options }, /<option value="1" selected="">Second/, { result: "1" }],
  ["field.multi-select", { options }, /checked=""\/><span>First.*checked=""\/><span>Second/, { result: [1, "1"] }],
  ["field.quiz", { options: [{ key: "a", label: "Which?", options }] }, /<legend>Which\?.*First/],
  [
    "field.media-file",
    { accept: { photo: true, gallery: true } },
    /Take a photo.*Choose from gallery.*file-1/,
    { result: "file-1" },
  ],
  ["field.file", { accept: ["image/png"] }, /accept="image\/png"/],
  ["field.audio", {}, /Record audio.*accept="audio\/\*"/],
  ["field.list", { render: text, buttonLabel: "One more" }, /inside.*inside.*\+ One more/, { result: [1, 2] }],
  [
    "field.image-annotation",
    { image: link, labels: [{ label: "Sign", value: "s" }], shapes: { rectangle: true } },
    /Rectangle.*Sign.*<img src="https:\/\/example.com\/a".*points="0,0 0.5,0 0.5,0.5 0,0.5"/,
    { result: [{ shape: "rectangle", left: 0, top: 0, width: 0.5, height: 0.5, label: "s" }] },
  ],
  ["field.bounding-box", { image: link }, /Select.*Rectangle.*<img/],
  [
    "field.text-annotation",
    { content: "Big cats", labels: [{ label: "Noun", value: "n" }] },
    /Noun.*Big <\/span><mark[^>]*>cats/,
    { result: [{ label: "n", offset: 4, length: 4, segment: "cats" }] },
  ],
  ["field.map", { center: "1,2" }, /field\.map.*Centre: 1,2/],
];
/** All visual types of Toloka's documentation and of its engine. */
const TYPES = {
  view: `action-button alert audio collapse debug device-frame divider group hint iframe image json labeled-list link link-group
    list map markdown table text video with-label`,
  layout: "bars columns compare side-by-side sidebar",
  field: `audio bounding-box button-checkbox button-radio button-radio-group checkbox checkbox-group date email file
    image-annotation list map media-file multi-select number phone-number quiz radio-group select text text-annotation
    textarea tumbler`,
};
const namesOf = ([kind, names]: [string, string]): string[] => names.split(/\s+/).map((name) => `${kind}.${name}`);
const STAND_INS = [
  "view.iframe",
  "view.map",
  "view.debug",
  "field.media-file",
  "field.file",
  "field.audio",
  "field.map",
];

describe("a drawing", () => {
  it.each(DRAWN)("of %s shows what it holds", (type, props, found, output) => {
    const own = type.startsWith("field.") ? { data } : {};
    const { html, placeholders } = drawn({ type, ...own, ...props }, output === undefined ? {} : { output });
    expect(html).toMatch(new RegExp(found, "s"));
    expect(placeholders).toEqual(STAND_INS.includes(type) ? [type] : []);
  });

  it("of a stand-in says why, and where the worker would be", () => {
    const { html } = drawn({ type: "view.iframe", url: link });
    expect(html).toMatch(
      /isn&#x27;t loaded in a preview.*<a href="https:\/\/example.com\/a"[^>]*>https:\/\/example.com\/a/,
    );
  });

  it.each([
    ["2026-01-31T09:30Z", /type="date".*Can&#x27;t be chosen: 2026-01-31/s],
    ["2026-01-31 09:30", /Can&#x27;t be chosen: 2026-01-31/],
    ["31.01.2026", /role="alert">Not a date like 2026-01-31T09:30Z: 31\.01\.2026/],
  ])("of a date with the blocked day %s", (blocked, found) => {
    const { html, placeholders } = drawn({ type: "field.date", data, format: "date", blockList: [blocked] });
    expect(html).toMatch(found);
    expect(placeholders).toEqual([]);
  });

  it("of a type that is not known names it", () => {
    const { html, placeholders } = drawn({
      type: "view.list",
      items: [text, { type: "view.new" }, { type: "constructor" }],
    });
    expect(html).toMatch(/inside.*view\.new.*constructor/s);
    expect(placeholders).toEqual(["view.new", "constructor"]);
  });

  it("exists and is tried for every type", () => {
    const types = DRAWN.map(([type]) => type).sort();
    expect(types).toEqual(Object.keys(DRAWINGS).sort());
    expect(types).toEqual(Object.entries(TYPES).flatMap(namesOf).sort());
  });

  it("has the hint of a failed validation once the worker may see it, and the key that does the same", () => {
    const view: JsonObject = {
      type: "field.radio-group",
      data,
      options,
      validation: { type: "condition.required", hint: "Choose one" },
    };
    const plugins = [{ type: "plugin.hotkeys", q: { type: "action.set", data, payload: "1" } }];
    expect(drawn(view, { plugins }).html).not.toContain("Choose one");
    const { html } = drawn(view, { plugins, submit: true });
    expect(html).toMatch(/role="alert">Choose one/);
    expect(html).toMatch(/<kbd[^>]*>Q<\/kbd><span>Second/);
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "//example.com", "https://localhost", "https://a:b@example.com"])(
    "of a link or picture at %s has no address that a browser follows",
    (url) => {
      const items = ["view.link", "view.image", "view.video", "view.iframe"].map((type) => ({ type, url }));
      const { html } = drawn({
        type: "view.list",
        items: [...items, { type: "view.markdown", content: `[x](${url}) ![y](${url})` }],
      });
      expect(html).not.toMatch(/ (?:href|src)=/);
    },
  );
});
