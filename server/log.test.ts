import { describe, expect, it } from "vitest";
import { isJsonObject, parseJson } from "../shared/values/json.ts";
import { openLog } from "./log.ts";

function logOf(level: "info" | "debug", ...tokens: (() => string)[]) {
  const lines: string[] = [];
  return { lines, log: openLog(level, tokens, { write: (line) => void lines.push(line) }) };
}

describe("the log", () => {
  it("is a line of JSON each, from its level on", () => {
    const { lines, log } = logOf("info");
    log("debug", "not this");
    log("warn", "this", { port: 1 });
    expect(lines).toHaveLength(1);
    const line = parseJson(lines[0]!);
    expect(isJsonObject(line) && line).toMatchObject({
      level: 40,
      msg: "this",
      port: 1,
      time: expect.stringMatching(/Z$/),
    });
  });

  it("tells an error with its cause", () => {
    const { lines, log } = logOf("info");
    log("error", "failed", { err: new Error("outer", { cause: new Error("inner") }) });
    expect(lines[0]).toContain("outer");
    expect(lines[0]).toContain("inner");
  });

  it("cuts the token out of whatever brings it along, the renewed one too", () => {
    let token = "first-token";
    const { lines, log } = logOf("info", () => token);
    log("error", "refused first-token", {
      err: new Error("with first-token"),
      headers: { authorization: "OAuth first-token" },
    });
    token = "second-token";
    log("info", "second-token");
    expect(lines.join("")).not.toMatch(/(first|second)-token/);
    expect(lines.join("").match(/\[token\]/g)?.length).toBeGreaterThanOrEqual(4);
  });
});
