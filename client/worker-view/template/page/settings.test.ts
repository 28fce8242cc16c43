import { describe, expect, it } from "vitest";
import { stringifyJson } from "../../../../shared/values/json.ts";
import { settingsOf } from "./settings.ts";

const VIEW = { type: "view.text", content: "x" };

describe("what plugins say about the worker's page", () => {
  it("the width of the task, the notifications, and the keys of annotations with their usual values", () => {
    const notice = { type: "view.text", content: { $ref: "vars.notice" } };
    const config = {
      view: VIEW,
      vars: { notice: "Read the rules" },
      plugins: [
        { type: "plugin.toloka", layout: { kind: "scroll", taskWidth: 500 }, notifications: [notice] },
        { type: "@toloka/plugin.field.image-annotation.hotkeys", labels: ["7", "8"], modes: { polygon: "p" } },
        { type: "plugin.field.text-annotation.hotkeys" },
      ],
    };
    const settings = settingsOf({ config: stringifyJson(config) });
    expect(settings).toEqual(settingsOf({ config }));
    expect(settings).toEqual({
      taskWidth: 500,
      notifications: { config: { ...config, plugins: [], view: { type: "view.list", size: "s", items: [notice] } } },
      image: {
        labels: ["7", "8"],
        modes: { select: "q", point: "w", rectangle: "e", polygon: "p" },
        confirm: "x",
        cancel: "z",
      },
      text: { labels: ["1", "2", "3", "4", "5"], remove: "x" },
    });
  });

  it.each([["no JSON"], [undefined], [stringifyJson([])], [stringifyJson({ view: VIEW, plugins: "x" })]])(
    "a config %j says nothing",
    (config) => {
      const settings = settingsOf(config === undefined ? {} : { config });
      expect(settings).toEqual({ taskWidth: null, notifications: null, image: null, text: null });
    },
  );
});
