import fc from "fast-check";
import Handlebars from "handlebars";
import { describe, expect, it } from "vitest";
import { renderMarkup } from "./markup.ts";

const values = {
  name: "A & B",
  html: "<b>bold</b>",
  zero: 0,
  no: false,
  none: null,
  empty: [],
  list: ["x", "y"],
  rows: [
    { id: 1, tags: ["p"] },
    { id: 2, tags: [] },
  ],
  object: { a: 1, b: { c: "deep" } },
};
const helpers = {
  same: (a: unknown, b: unknown) => a === b,
  loud: (text: unknown) => String(text).toUpperCase(),
  wrap(this: unknown, options: { fn: (context: unknown) => string; hash: Record<string, unknown> }) {
    return `<${String(options.hash.with)}>${options.fn(this)}</>`;
  },
};

/** What the library itself makes of it. */
function byLibrary(markup: string, context: object): string {
  const library = Handlebars.create();
  library.registerHelper(helpers as never);
  return library.compile(markup)(context);
}

describe("markup is rendered as the library renders it", () => {
  it.each([
    "plain <i>text</i>",
    "{{name}} {{{name}}} {{&name}} {{html}} {{{html}}}",
    "{{zero}}|{{no}}|{{none}}|{{missing}}|{{list}}|{{object.b.c}}|{{object.x.y}}",
    "{{list.length}} {{list.[1]}} {{[name]}} {{this.name}} {{./name}}",
    "{{#if name}}yes{{else}}no{{/if}}{{#if zero}}yes{{else}}no{{/if}}{{#if zero includeZero=true}}yes{{/if}}",
    "{{#if none}}1{{else if zero}}2{{else if name}}3{{else}}4{{/if}}",
    "{{#unless empty}}nothing{{/unless}}{{^empty}}inverse{{/empty}}",
    "{{#each list}}{{@index}}{{@first}}{{@last}}{{this}};{{/each}}{{#each empty}}{{else}}none{{/each}}",
    "{{#each object}}{{@key}}={{this}},{{/each}}",
    "{{#each rows}}{{id}}{{#each tags}}{{this}}{{../id}}{{../../name}}{{/each}}{{#if id}}{{../name}}{{/if}}{{/each}}",
    "{{#each rows as |row at|}}{{at}}{{row.id}}{{#each row.tags as |tag|}}{{tag}}{{row.id}}{{/each}}{{/each}}",
    "{{#with object.b}}{{c}}{{../name}}{{else}}x{{/with}}{{#with none}}x{{else}}none{{/with}}",
    "{{#list}}{{this}}{{/list}}{{#object}}{{a}}{{/object}}{{#missing}}x{{/missing}}",
    "{{lookup object 'a'}}{{lookup list 1}}{{@root.name}}",
    "{{loud name}} {{#if (same zero 0)}}equal{{/if}} {{loud (lookup list 0)}} {{same 'a' \"a\"}} {{same null none}}",
    "{{#wrap with='div'}}{{name}}{{/wrap}}",
    "{{! a comment }}{{!-- {{another}} --}}\\{{escaped}}",
    "  {{~name~}}  \n  {{#if name}}\n    line\n  {{/if}}\n",
    "{{@index}}{{@nothing.x}}{{undefined}}{{null}}{{true}}{{'text'}}{{5}}",
  ])("%s", (markup) => {
    expect(renderMarkup(markup, values, helpers)).toBe(byLibrary(markup, values));
  });

  it("whatever blocks and values are combined", () => {
    const leaf = fc.constantFrom("{{name}}", "{{this}}", "{{../name}}", "{{@index}}", "{{@key}}", "{{{html}}}", "t ");
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc
          .tuple(fc.constantFrom("if", "unless", "each", "with"), fc.constantFrom("list", "rows", "none", "object"))
          .chain(([helper, over]) =>
            fc
              .tuple(tie("tree"), tie("tree"))
              .map(([one, other]) => `{{#${helper} ${over}}}${one}{{else}}${other}{{/${helper}}}`),
          ),
        fc.tuple(tie("tree"), tie("tree")).map((two) => two.join("")),
      ),
    }));
    fc.assert(
      fc.property(tree, (markup) => {
        expect(renderMarkup(markup, values, helpers)).toBe(byLibrary(markup, values));
      }),
      { numRuns: 300 },
    );
  });
});

it("what objects inherit prints nothing", () => {
  expect(renderMarkup("[{{constructor}}{{object.constructor}}{{toString}}]", values, {})).toBe("[]");
});

it("a helper that nobody knows prints nothing", () => {
  expect(renderMarkup("[{{unknown 'a' b=1}}]", values, {})).toBe("[]");
});

it("markup that cannot be parsed is an error that says where", () => {
  expect(() => renderMarkup("{{#if a}}", {}, {})).toThrow(/Parse error on line 1/);
});
