import { expect, it } from "vitest";
import { asksForLocation, placeOfTask } from "./location-choice.tsx";

it("the task's place is the first value that is coordinates, whatever the field's type", () => {
  expect(placeOfTask({ name: "Station", at: "55.7558, 37.6173", other: "1,2" })).toBe("55.7558, 37.6173");
  expect(placeOfTask({ name: "Station", at: "155,37", list: ["1,2"] })).toBe("");
});

it.each([
  [{ type: "tb", config: '{"view":{"type":"@yandex-toloka/data.location"}}' }, true],
  [{ type: "tb", config: { view: { type: "@toloka/data.location" } } }, true],
  [{ type: "tb", config: '{"view":{"type":"view.text"}}' }, false],
  [{ type: "classic", markup: "data.location" }, false],
  [undefined, false],
])("whether %j asks for the worker's location: %s", (view_spec, asks) => {
  expect(asksForLocation(view_spec)).toBe(asks);
});
