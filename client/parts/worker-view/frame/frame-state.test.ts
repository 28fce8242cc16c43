import { describe, expect, it } from "vitest";
import { httpAddress, LOADING, nextFrameState } from "./frame-state.ts";

describe("what a frame tells", () => {
  it.each([
    [-5, 120],
    [300.2, 301],
    [1e9, 4000],
  ])("a height of %f pixels is taken as %i", (px, height) => {
    expect(nextFrameState(LOADING, { kind: "height", px }).height).toBe(height);
  });

  it.each([
    ["https://example.com/a", "https://example.com/a"],
    ["HTTP://example.com", "http://example.com/"],
    ["javascript:alert(1)", null],
    ["data:text/html,x", null],
    ["blob:https://example.com/1", null],
    ["/api/session", null],
    ["file:///etc/passwd", null],
  ])("the link %s is offered as %s", (url, asked) => {
    expect(httpAddress(url)).toBe(asked);
    expect(nextFrameState(LOADING, { kind: "open", url }).asked).toBe(asked);
  });

  it("the same failure is listed once, and ten at the most", () => {
    let state = LOADING;
    for (let count = 0; count < 30; count += 1)
      state = nextFrameState(state, { kind: "failed", text: `no ${count % 15}`, where: "" });
    expect(state.failures).toHaveLength(10);
    expect(new Set(state.failures).size).toBe(10);
  });

  it("an answer counts as submitted when Submit was pressed, and as valid without problems", () => {
    const problem = { path: "a", text: "Required", from: "condition" } as const;
    const refused = nextFrameState(LOADING, { kind: "submitted", output_values: {}, problems: [problem] });
    expect(refused.answer).toMatchObject({ submitted: true, valid: false });
    const taken = nextFrameState(refused, { kind: "submitted", output_values: { a: 1 }, problems: [] });
    expect(taken.answer).toMatchObject({ submitted: true, valid: true, output_values: { a: 1 } });
    const changed = nextFrameState(taken, { kind: "answer", output_values: {}, valid: false, problems: [] });
    expect(changed.answer).toMatchObject({ submitted: false });
  });

  it("a frame that is gone has no answer any more", () => {
    const answered = nextFrameState(LOADING, { kind: "answer", output_values: { a: 1 }, valid: true, problems: [] });
    expect(nextFrameState(answered, { kind: "gone", why: "silent" })).toMatchObject({ phase: "silent", answer: null });
  });
});
