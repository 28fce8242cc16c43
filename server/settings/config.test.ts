import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSettings, type Settings } from "./config.ts";

const silent = () => {};

function settingsFrom(env: Record<string, string>): Settings {
  const read = readSettings(env, silent);
  if ("faults" in read) throw new Error(read.faults.join("\n"));
  return read.settings;
}
function faultsFrom(env: Record<string, string>): string[] {
  const read = readSettings(env, silent);
  return "faults" in read ? read.faults : [];
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "task-desk-settings-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("defaults", () => {
  it("are those of the documentation, with the built-in Toloka as the upstream", () => {
    expect(settingsFrom({})).toEqual({
      host: "127.0.0.1",
      port: 3000,
      connections: [{ name: "built-in", createRole: "operator", toloka: null }],
      localTolokaPort: 0,
      ratePerSecond: 300,
      balanceWarning: 10,
      databaseUrl: `file:${resolve("data/journal.sqlite")}`,
      dataDir: resolve("data"),
      mediaProbe: true,
      logLevel: "info",
      allowedHosts: [],
      tls: null,
      unencrypted: new Set(),
      hstsSubdomains: true,
      reconcileHours: 24,
      secondPerson: null,
      metricsKey: null,
      breachedPasswordsUrl: null,
      traces: null,
      limits: null,
      keepDays: null,
      signIn: null,
      trustProxy: false,
    });
  });

  it("hold for variables that are set to nothing, as a compose file leaves them", () => {
    expect(settingsFrom({ PORT: "", TOLOKA_URL: "", TOLOKA_TOKEN: "", HOST: "" })).toEqual(settingsFrom({}));
  });
});

describe("BREACHED_PASSWORDS_URL", () => {
  it.each([
    ["https://api.pwnedpasswords.com/range/", "https://api.pwnedpasswords.com/range/"],
    ["https://leaks.example.org/range", "https://leaks.example.org/range/"],
    ["http://127.0.0.1:8080/range/", "http://127.0.0.1:8080/range/"],
  ])("may be %s", (BREACHED_PASSWORDS_URL, url) => {
    expect(settingsFrom({ BREACHED_PASSWORDS_URL }).breachedPasswordsUrl).toBe(url);
  });

  it.each(["http://leaks.example.org/range/", "leaks", "https://a:b@leaks.example.org/", "https://x.example/?range="])(
    "may not be %s",
    (BREACHED_PASSWORDS_URL) => {
      expect(faultsFrom({ BREACHED_PASSWORDS_URL })).toEqual([
        expect.stringMatching(/^BREACHED_PASSWORDS_URL was .*; it may be the https:\/\/ URL of a service of leaked /),
      ]);
    },
  );
});

describe("https and metrics", () => {
  it("take a certificate only with its key", () => {
    expect(settingsFrom({ TLS_CERT_FILE: "c.pem", TLS_KEY_FILE: "/k.pem" }).tls).toEqual({
      cert: resolve("c.pem"),
      key: "/k.pem",
    });
    expect(faultsFrom({ TLS_CERT_FILE: "c.pem" })).toEqual([
      "TLS_KEY_FILE was not set, but TLS_CERT_FILE was; it may be the path of a file with the certificate's key, PEM.",
    ]);
    expect(faultsFrom({ TLS_KEY_FILE: "k.pem" })[0]).toMatch(/^TLS_CERT_FILE was not set, but TLS_KEY_FILE was/);
  });

  it("limit what a person creates a day, and how long submissions are kept, only if they are set", () => {
    expect(settingsFrom({ MAX_TASKS_PER_PERSON_DAY: "500" }).limits).toEqual({ tasks: 500, microDollars: null });
    expect(settingsFrom({ MAX_DOLLARS_PER_PERSON_DAY: "12.345678" }).limits).toEqual({
      tasks: null,
      microDollars: 12_345_678,
    });
    expect(settingsFrom({ KEEP_DAYS: "30" }).keepDays).toBe(30);
  });

  it("refuse a key that is too short without showing it", () => {
    expect(settingsFrom({ METRICS_KEY: "0123456789abcdef" }).metricsKey?.()).toBe("0123456789abcdef");
    expect(faultsFrom({ METRICS_KEY: "short-secret" })).toEqual([
      "METRICS_KEY was not valid; it may be 16 to 200 signs of ASCII without spaces, unless METRICS_KEY_FILE is set.",
    ]);
  });
});

describe("the upstream", () => {
  it.each([
    [{}, "sandbox", "https://sandbox.toloka.dev"],
    [{ TOLOKA_ENVIRONMENT: "production" }, "production", "https://toloka.dev"],
    [{ TOLOKA_URL: "http://127.0.0.1:9100/" }, "custom", "http://127.0.0.1:9100"],
    [{ TOLOKA_URL: "http://[::1]:9100", TOLOKA_ENVIRONMENT: "production" }, "custom", "http://[::1]:9100"],
  ])("with a token and %o is %s at %s", (env, environment, url) => {
    const [{ name, toloka }, ...others] = settingsFrom({ TOLOKA_TOKEN: "abc", ...env }).connections;
    expect(others).toEqual([]);
    expect(name).toBe(environment);
    expect(toloka).toMatchObject({ environment, url });
    expect(toloka?.token()).toBe("abc");
  });

  it("is not the built-in one by accident: TOLOKA_URL without a token names both variables", () => {
    const [fault, ...others] = faultsFrom({ TOLOKA_URL: "http://127.0.0.1:9100" });
    expect(others).toEqual([]);
    expect(fault).toContain("TOLOKA_TOKEN");
    expect(fault).toContain("TOLOKA_URL");
  });
});

describe("faults", () => {
  it.each([
    ["PORT", "abc", "0"],
    ["PORT", "65536", "65535"],
    ["PORT", "-1", "65535"],
    ["PORT", "3000.5", "whole number"],
    ["LOCAL_TOLOKA_PORT", "x", "65535"],
    ["TOLOKA_RATE_PER_SECOND", "many", "whole number"],
    ["TOLOKA_ENVIRONMENT", "prod", "sandbox or production"],
    ["TOLOKA_URL", "toloka.dev", "https://"],
    ["TOLOKA_URL", "ftp://toloka.dev", "https://"],
    ["TOLOKA_URL", "https://toloka.dev/api/v1", "without path"],
    ["TOLOKA_URL", "https://toloka.dev/?a=1", "query"],
    ["DATABASE_URL", "mysql://localhost/x", "postgres://"],
    ["DATABASE_URL", "journal.sqlite", "file:"],
    ["MEDIA_PROBE", "yes", "on or off"],
    ["MAX_TASKS_PER_PERSON_DAY", "0", "from 1"],
    ["MAX_TASKS_PER_PERSON_DAY", "1.5", "from 1"],
    ["MAX_DOLLARS_PER_PERSON_DAY", "0.00", "12.50"],
    ["MAX_DOLLARS_PER_PERSON_DAY", "$5", "12.50"],
    ["KEEP_DAYS", "29", "from 30"],
    ["KEEP_DAYS", "for ever", "from 30"],
    ["LOG_LEVEL", "loud", "info"],
    ["HOST", "0.0.0.0", "sign-in"],
    ["HOST", "::", "sign-in"],
    ["HOST", "desk.example.org", "sign-in"],
    ["HOST", "127.0.0.1.example.org", "sign-in"],
    ["HOST", "127.0.0.300", "sign-in"],
    ["ALLOWED_HOSTS", "desk.example.org:443", "without ports"],
    ["ALLOWED_HOSTS", "*", "host names"],
    ["HSTS_SUBDOMAINS", "off", "yes or no"],
    ["ALLOW_UNENCRYPTED", "browsers,everything", "one or more of browsers, proxy, metrics, database, toloka, traces"],
  ])("%s=%s is one line that says what it was and may be", (name, value, mayBe) => {
    const token: Record<string, string> = name === "TOLOKA_URL" ? { TOLOKA_TOKEN: "abc" } : {};
    const [fault, ...others] = faultsFrom({ ...token, [name]: value });
    expect(others).toEqual([]);
    expect(fault).toMatch(new RegExp(`^${name} was `));
    expect(fault).toContain(`"${value}"`);
    expect(fault).toContain(mayBe);
    expect(fault).not.toContain("\n");
  });

  it("come all at once", () => {
    const faults = faultsFrom({ PORT: "x", TOLOKA_ENVIRONMENT: "y", TOLOKA_TOKEN: "a b" });
    expect(faults.map((fault) => fault.split(" ")[0])).toEqual(["PORT", "TOLOKA_ENVIRONMENT", "TOLOKA_TOKEN"]);
  });

  it("hide the password of an address", () => {
    const faults = faultsFrom({
      TOLOKA_TOKEN: "abc",
      TOLOKA_URL: "https://me:hunter2@toloka.dev",
      DATABASE_URL: "pg://me:hunter2@db/x",
    });
    expect(faults).toHaveLength(2);
    expect(faults.join("\n")).not.toContain("hunter2");
  });

  it("stay one line when the value has line breaks or is very long", () => {
    const [fault] = faultsFrom({ PORT: `1\n2${"x".repeat(5000)}` });
    expect(fault).not.toContain("\n");
    expect(fault!.length).toBeLessThan(400);
  });
});

describe("the token", () => {
  it.each([["secret\nvalue"], ["sécret-value"], ["  "], ["secret value"]])("%j is refused and not shown", (token) => {
    const faults = faultsFrom({ TOLOKA_TOKEN: token });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^TOLOKA_TOKEN was /);
    expect(faults[0]).not.toContain("cret");
  });

  it("may not come from both variables", () => {
    const [fault] = faultsFrom({ TOLOKA_TOKEN: "secret", TOLOKA_TOKEN_FILE: join(folder, "token") });
    expect(fault).toMatch(/^TOLOKA_TOKEN was set although TOLOKA_TOKEN_FILE is set; it may be /);
    expect(fault).not.toContain("secret");
  });

  it("comes from a file without the line break at its end", () => {
    writeFileSync(join(folder, "token"), "secret\n");
    expect(settingsFrom({ TOLOKA_TOKEN_FILE: join(folder, "token") }).connections[0].toloka?.token()).toBe("secret");
  });

  it.each([
    ["missing", null, "ENOENT"],
    ["empty", "\n", "empty"],
    ["two lines", "secret\nother", "more than one line"],
  ])("file that is %s is refused with its path, not its content", (name, content, why) => {
    const path = join(folder, name);
    if (content !== null) writeFileSync(path, content);
    const [fault] = faultsFrom({ TOLOKA_TOKEN_FILE: path });
    expect(fault).toContain(path);
    expect(fault).toContain(why);
    expect(fault).not.toContain("secret");
  });

  it("is in nothing that printing the settings shows", () => {
    const settings = settingsFrom({ TOLOKA_TOKEN: "secret-token" });
    expect(inspect(settings, { depth: null, showHidden: true })).not.toContain("secret-token");
    expect(JSON.stringify(settings)).not.toContain("secret-token");
  });
});

describe("every secret", () => {
  const OIDC = { SIGN_IN: "oidc", OIDC_ISSUER: "https://id.example", OIDC_CLIENT_ID: "desk", OIDC_ROLES: "a=viewer" };
  const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318" };
  it.each<[string, string, Record<string, string>, (settings: Settings) => string | undefined]>([
    ["TOLOKA_TOKEN", "a-token", {}, ({ connections }) => connections[0].toloka?.token()],
    ["OIDC_CLIENT_SECRET", "a secret", OIDC, ({ signIn }) => signIn?.oidc?.clientSecret?.()],
    ["METRICS_KEY", "a-key-for-metrics", {}, ({ metricsKey }) => metricsKey?.()],
    ["OTEL_EXPORTER_OTLP_HEADERS", "x-key=hush", collector, ({ traces }) => traces?.headers?.()],
    ["DATABASE_URL", "postgres://u:hunter2@127.0.0.1/desk", {}, ({ databaseUrl }) => databaseUrl],
  ])("%s may come from a file, instead", (variable, value, env, found) => {
    const path = join(folder, "secret");
    writeFileSync(path, `${value}\n`);
    expect(found(settingsFrom({ ...env, [variable]: value }))).toBe(value);
    expect(found(settingsFrom({ ...env, [`${variable}_FILE`]: path }))).toBe(value);
    const both = faultsFrom({ ...env, [variable]: value, [`${variable}_FILE`]: path });
    expect(both).toEqual([expect.stringMatching(`^${variable} was set although ${variable}_FILE is set; it may be `)]);
    const [missing, ...others] = faultsFrom({ ...env, [`${variable}_FILE`]: join(folder, "missing") });
    expect([missing, others]).toEqual([
      expect.stringMatching(`^${variable}_FILE was ".*missing", a file that can't`),
      [],
    ]);
    writeFileSync(path, `${value}\n${value}`);
    const [long] = faultsFrom({ ...env, [`${variable}_FILE`]: path });
    expect(long).toMatch(new RegExp(`^${variable}_FILE was `));
    expect(long).not.toContain(value);
  });

  it("of a database's file is checked as that of the variable, and its password not shown", () => {
    const path = join(folder, "secret");
    writeFileSync(path, "mysql://u:hunter2@db/desk");
    const [fault] = faultsFrom({ DATABASE_URL_FILE: path });
    expect(fault).toMatch(/^DATABASE_URL was "mysql:.*postgres:/);
    expect(fault).not.toContain("hunter2");
  });
});

describe("the journal's address", () => {
  it.each([
    ["file:journal.sqlite", `file:${resolve("journal.sqlite")}`],
    ["file:/var/lib/desk/a%20b.sqlite", "file:/var/lib/desk/a%20b.sqlite"],
    ["file:///var/lib/desk.sqlite", "file:/var/lib/desk.sqlite"],
    ["postgres://u:p@127.0.0.1:5432/desk", "postgres://u:p@127.0.0.1:5432/desk"],
    ["postgres:///desk?host=/run/postgresql", "postgres:///desk?host=/run/postgresql"],
  ])("%s becomes %s", (given, url) => {
    expect(settingsFrom({ DATABASE_URL: given }).databaseUrl).toBe(url);
  });

  it("lies under DATA_DIR when nothing else is said", () => {
    expect(settingsFrom({ DATA_DIR: folder }).databaseUrl).toBe(`file:${join(folder, "journal.sqlite")}`);
  });
});
