import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readConnections } from "./connection-settings.ts";

const read = (env: Record<string, string>) =>
  readConnections(
    (name) => env[name] || undefined,
    () => {},
    false,
  );

function connectionsFrom(env: Record<string, string>) {
  const settings = read(env);
  if ("faults" in settings) throw new Error(settings.faults.join("\n"));
  return settings.connections;
}
function faultsFrom(env: Record<string, string>): string[] {
  const settings = read(env);
  return "faults" in settings ? settings.faults : [];
}

const TWO = { TOLOKA_CONNECTIONS: "sandbox, live-eu", TOLOKA_SANDBOX_TOKEN: "one" };

describe("several connections", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "task-desk-connections-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("have a token, an environment or an address each, in the order of their names", () => {
    const file = join(folder, "token");
    writeFileSync(file, "two\n");
    const connections = connectionsFrom({
      ...TWO,
      TOLOKA_LIVE_EU_TOKEN_FILE: file,
      TOLOKA_LIVE_EU_ENVIRONMENT: "production",
      TOLOKA_LIVE_EU_CREATE_ROLE: "administrator",
    });
    expect(connections).toMatchObject([
      {
        name: "sandbox",
        createRole: "operator",
        toloka: {
          environment: "sandbox",
          url: "https://sandbox.toloka.dev",
          tokenFrom: { variable: "TOLOKA_SANDBOX_TOKEN", file: null },
        },
      },
      {
        name: "live-eu",
        createRole: "administrator",
        toloka: {
          environment: "production",
          url: "https://toloka.dev",
          tokenFrom: { variable: "TOLOKA_LIVE_EU_TOKEN_FILE", file },
        },
      },
    ]);
    expect(connections.map(({ toloka }) => toloka?.token())).toEqual(["one", "two"]);
  });

  it("may hold the built-in Toloka, once", () => {
    const demo = {
      TOLOKA_CONNECTIONS: "demo,sandbox",
      TOLOKA_DEMO_ENVIRONMENT: "built-in",
      TOLOKA_SANDBOX_TOKEN: "one",
    };
    expect(connectionsFrom(demo).map(({ name, toloka }) => [name, toloka?.environment ?? null])).toEqual([
      ["demo", null],
      ["sandbox", "sandbox"],
    ]);
    expect(
      faultsFrom({
        TOLOKA_CONNECTIONS: "a,b",
        TOLOKA_A_ENVIRONMENT: "built-in",
        TOLOKA_B_ENVIRONMENT: "built-in",
      }),
    ).toEqual([
      'TOLOKA_B_ENVIRONMENT was "built-in"; it may be sandbox or production, since a is the built-in Toloka already.',
    ]);
  });

  it.each([
    [{ TOLOKA_CONNECTIONS: "Live" }, "TOLOKA_CONNECTIONS"],
    [{ TOLOKA_CONNECTIONS: "a,a", TOLOKA_A_TOKEN: "secret" }, "TOLOKA_CONNECTIONS"],
    [{ TOLOKA_CONNECTIONS: "a,,b" }, "TOLOKA_CONNECTIONS"],
    [TWO, "TOLOKA_LIVE_EU_TOKEN"],
    [{ ...TWO, TOLOKA_LIVE_EU_TOKEN: "secret", TOLOKA_TOKEN: "secret" }, "TOLOKA_TOKEN"],
    [{ ...TWO, TOLOKA_LIVE_EU_TOKEN: "secret", TOLOKA_LIVE_EU_ENVIRONMENT: "prod" }, "TOLOKA_LIVE_EU_ENVIRONMENT"],
    [{ ...TWO, TOLOKA_LIVE_EU_TOKEN: "secret", TOLOKA_LIVE_EU_URL: "toloka.dev" }, "TOLOKA_LIVE_EU_URL"],
    [{ ...TWO, TOLOKA_LIVE_EU_URL: "https://toloka.dev" }, "TOLOKA_LIVE_EU_TOKEN"],
    [{ ...TWO, TOLOKA_LIVE_EU_TOKEN: "secret", TOLOKA_LIVE_EU_CREATE_ROLE: "viewer" }, "TOLOKA_LIVE_EU_CREATE_ROLE"],
    [{ ...TWO, TOLOKA_LIVE_EU_TOKEN: "a secret" }, "TOLOKA_LIVE_EU_TOKEN"],
    [{ ...TWO, TOLOKA_LIVE_EU_TOKEN: "secret", TOLOKA_LIVE_EU_ENVIRONMENT: "built-in" }, "TOLOKA_LIVE_EU_ENVIRONMENT"],
  ])("%o is refused by the name of the variable, without the token", (env, variable) => {
    const [fault, ...others] = faultsFrom(env as Record<string, string>);
    expect(others).toEqual([]);
    expect(fault).toMatch(new RegExp(`^${variable} was `));
    expect(fault).not.toContain("secret");
  });
});
