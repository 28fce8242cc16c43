import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type SecretSource, secretSource, tokenFault } from "./secret.ts";

describe("the file of a secret", () => {
  let folder: string;
  let path: string;
  let clock: number;
  let warnings: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "task-desk-token-"));
    path = join(folder, "token");
    clock = 0;
    warnings = [];
    writeFileSync(path, "first");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function open(): SecretSource {
    const opened = secretSource(
      { variable: "TOLOKA_TOKEN", mayBe: "a token", faultOf: tokenFault },
      (name) => (name === "TOLOKA_TOKEN_FILE" ? path : undefined),
      (message) => warnings.push(message),
      () => clock,
    );
    if (!("source" in opened) || opened.source === null) throw new Error("not opened");
    return opened.source;
  }

  it("is read again when it changed, so that a revoked token is replaced without a restart", () => {
    const token = open();
    writeFileSync(path, "the-second\n");
    expect(token()).toBe("first");
    clock = 1000;
    expect(token()).toBe("the-second");
    expect(warnings).toEqual([]);
  });

  it("that has gone leaves the last token in use, warns once, and is taken up again", () => {
    const token = open();
    rmSync(path);
    clock = 1000;
    expect(token()).toBe("first");
    clock = 2000;
    expect(token()).toBe("first");
    expect(warnings).toHaveLength(1);
    writeFileSync(path, "third");
    clock = 3000;
    expect(token()).toBe("third");
  });

  it("that has become unusable warns without its content", () => {
    const token = open();
    writeFileSync(path, "secret one\nsecret two");
    clock = 1000;
    expect(token()).toBe("first");
    expect(warnings.join()).toContain("more than one line");
    expect(warnings.join()).not.toContain("secret");
  });
});
