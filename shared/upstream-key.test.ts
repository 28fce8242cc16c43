import { expect, it } from "vitest";
import { upstreamKey } from "./upstream-key.ts";

it("names the built-in Toloka alike on every port, and every other Toloka by its address", () => {
  expect(upstreamKey({ environment: "built-in", url: "http://127.0.0.1:41234" })).toBe("built-in");
  expect(upstreamKey({ environment: "built-in", url: "http://127.0.0.1:50000" })).toBe("built-in");
  expect(upstreamKey({ environment: "custom", url: "http://127.0.0.1:41234" })).toBe("http://127.0.0.1:41234");
  expect(upstreamKey({ environment: "sandbox", url: "https://sandbox.toloka.dev" })).toBe("https://sandbox.toloka.dev");
});
