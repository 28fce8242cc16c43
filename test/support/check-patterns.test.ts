import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const SCRIPT = join(import.meta.dirname, "../../scripts/check-patterns.mjs");
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "task-desk-patterns-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the check on one source file. */
function check(source: string) {
  const file = join(folder, "source.ts");
  writeFileSync(file, source);
  const { status, stderr } = spawnSync(process.execPath, [SCRIPT, file], { encoding: "utf8" });
  return { status, stderr };
}

describe("the check of regular expressions", () => {
  it("accepts patterns with linear time", () => {
    expect(check("export const digits = /^\\d+$/.test('1');")).toEqual({ status: 0, stderr: "" });
  });

  it("rejects a pattern with exponential time, and names its line", () => {
    const { status, stderr } = check(
      "export const start = '';\nif (/^(?:<\\?xml[^>]*>\\s*)?(?:<!--[\\s\\S]*?-->\\s*)*(?:<!DOCTYPE svg[^>]*>\\s*)?<svg[\\s>]/i.test(start)) throw 1;",
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/source\.ts:2: .*exponential/);
  });

  it("rejects patterns with quadratic time and patterns made at run time", () => {
    expect(check("'1'.replace(/0+$/, '');")).toMatchObject({ status: 1, stderr: expect.stringMatching(/2nd degree/) });
    const made = check("export const made = (name: string) => new RegExp(name);");
    expect(made).toMatchObject({ status: 1, stderr: expect.stringMatching(/write the pattern as a literal/) });
  });
});
