import type { Interface } from "../interfaces.ts";
import { input, output, required } from "../opened.ts";
import { json, made, optional, string, text } from "./made.ts";

const words = made(
  {
    view: {
      type: "layout.bars",
      barBefore: {
        type: "view.alert",
        theme: "warning",
        content: text({ type: "helper.translate", key: "rule" }),
      },
      content: {
        type: "view.labeled-list",
        items: {
          type: "helper.transform",
          items: { type: "helper.object2entries", data: input("facts") },
          into: {
            label: { type: "data.local", path: "item.key" },
            content: text({ type: "data.local", path: "item.value" }),
          },
        },
      },
      barAfter: {
        type: "view.list",
        items: [
          {
            type: "field.multi-select",
            label: "Wrong facts",
            data: output("wrong"),
            options: {
              type: "helper.transform",
              items: { type: "helper.object2entries", data: input("facts") },
              into: {
                label: { type: "data.local", path: "item.key" },
                value: { type: "data.local", path: "item.key" },
              },
            },
            validation: {
              type: "condition.all",
              conditions: [required, { type: "condition.sub-array", data: output("wrong"), parent: ["age", "town"] }],
            },
          },
          text({ type: "helper.join", items: [{ type: "helper.length", data: output("wrong") }, " of them"] }),
        ],
      },
    },
  },
  {
    in: { facts: json },
    input: { facts: { age: "204", town: "Paris" } },
    out: { wrong: { ...string, type: "array_string" } },
    output: { wrong: ["age"] },
    texts: { keys: [{ key: "rule", defaultValue: "Check each fact." }] },
  },
);

const quiz = made(
  {
    view: {
      type: "view.list",
      items: [
        {
          type: "field.quiz",
          instruction: "Answer both",
          data: output("quiz"),
          options: [
            {
              key: "one",
              label: "1 + 1",
              options: [
                { label: "2", value: 2, correct: true, hint: "Right" },
                { label: "3", value: 3 },
              ],
            },
            {
              key: "two",
              label: "2 × 2",
              options: [
                { label: "4", value: 4, correct: true },
                { label: "5", value: 5 },
              ],
            },
          ],
          validation: required,
        },
        {
          type: "helper.if",
          condition: { type: "condition.less", data: output("quiz.one"), then: 3 },
          then: {
            type: "view.group",
            label: "Next",
            content: { type: "field.checkbox", label: "I'm ready", data: output("ready"), validation: required },
          },
          else: { type: "view.hint", label: "Read the rules", hint: "Under Instructions" },
        },
        {
          type: "view.table",
          headers: ["Question", "Points"],
          items: [
            [text("1"), text("5")],
            [text("2"), text("5")],
          ],
        },
        { type: "view.json", label: "Answers", content: output("quiz") },
        { type: "view.with-label", label: "Sum", items: [text({ type: "helper.sum", items: [5, 5] })] },
        { type: "view.debug" },
      ],
    },
  },
  { out: { quiz: json, ready: { ...optional, type: "boolean" } }, output: { quiz: { one: 3, two: 4 } } },
);

const people = made(
  {
    view: {
      type: "view.list",
      items: [
        {
          type: "field.list",
          label: "People",
          data: output("people"),
          buttonLabel: "Add a person",
          minLength: 1,
          maxLength: 3,
          removeVariant: "group",
          render: {
            type: "view.group",
            content: {
              type: "view.list",
              items: [
                {
                  type: "field.text",
                  label: "Name",
                  data: { type: "data.relative", path: "name" },
                  validation: required,
                },
                {
                  type: "field.checkbox-group",
                  label: "Roles",
                  data: { type: "data.relative", path: "roles" },
                  preserveFalse: true,
                  options: ["author", "editor"].map((value) => ({ label: value, value })),
                },
              ],
            },
          },
          validation: required,
        },
        {
          type: "view.action-button",
          label: "Add Anna",
          action: { type: "action.list-push", data: output("people"), payload: { name: "Anna" } },
        },
        {
          type: "view.action-button",
          label: "Remove the first",
          action: { type: "action.list-remove", data: output("people"), payload: 0 },
        },
        text({
          type: "helper.replace",
          find: "Anna",
          replace: "A.",
          data: { type: "data.sub", parent: output("people"), path: "0.name" },
        }),
        {
          type: "view.json",
          content: {
            type: "helper.entries2object",
            data: {
              type: "helper.transform",
              items: { type: "helper.concat-arrays", items: [output("people"), input("others")] },
              into: { key: { type: "data.local", path: "item.name" }, value: { type: "data.local", path: "index" } },
            },
          },
        },
        {
          type: "helper.if",
          condition: { type: "condition.contains", data: "anna", in: input("banned") },
          then: text("Anna is on the list"),
        },
      ],
    },
  },
  {
    in: { others: { ...string, type: "array_json" }, banned: { ...string, type: "array_string" } },
    input: { others: [{ name: "Boris" }], banned: ["ANNA"] },
    out: { people: { ...string, type: "array_json" } },
    output: { people: [{ name: "Anna", roles: { author: true, editor: false } }] },
  },
);

export const LISTS_AND_QUESTIONS: [name: string, of: Interface][] = [
  ["facts: lists made of an object, translated text", words],
  ["quiz: questions, a table, a condition on a number", quiz],
  ["people: a list of groups, pushed and removed by buttons", people],
];
