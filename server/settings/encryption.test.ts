import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readSettings } from "./config.ts";

const folder = mkdtempSync(join(tmpdir(), "task-desk-encryption-"));
const authority = join(folder, "authority.pem");
writeFileSync(authority, "a certificate");
afterAll(() => rmSync(folder, { recursive: true }));

const faultsOf = (env: Record<string, string>): string[] => {
  const read = readSettings({ TOLOKA_TOKEN: "abc", ...env }, () => {});
  return "faults" in read ? read.faults : [];
};

describe("a database", () => {
  it.each([
    "postgres://u:p@db.example/desk?sslmode=verify-full",
    `postgres://u:p@db.example/desk?sslmode=verify-full&sslrootcert=${authority}`,
    "postgres://u:p@localhost/desk",
    "postgres://u:p@127.0.0.2:5433/desk?sslmode=no-verify",
    "postgres://u:p@[::1]/desk",
    "postgres:///desk?host=/run/postgresql",
    "postgres://u:p@%2Frun%2Fpostgresql/desk",
  ])("at %s may be used", (url) => expect(faultsOf({ DATABASE_URL: url })).toEqual([]));

  it.each([
    ["postgres://u:hunter2@db.example/desk", "is not encrypted"],
    ["postgres://u:hunter2@localhost/desk?host=db.example", "is not encrypted"],
    ["postgres://u:hunter2@db.example/desk?sslmode=disable", "is not encrypted"],
    ["postgres://db.example/desk?user=u&password=hunter2", "is not encrypted"],
    ["postgres://u:hunter2@db.example/desk?sslmode=no-verify", "doesn't check the server's certificate"],
    ["postgres://u:hunter2@db.example/desk?uselibpqcompat=true&sslmode=require", "doesn't check"],
    [
      `postgres://u:hunter2@db.example/desk?uselibpqcompat=true&sslmode=verify-ca&sslrootcert=${authority}`,
      "doesn't check",
    ],
  ])("at %s stops the start, unless that is allowed", (url, why) => {
    const [fault, ...others] = faultsOf({ DATABASE_URL: url });
    expect(others).toEqual([]);
    expect(fault).toMatch(/^DATABASE_URL was "postgres:.*it may be a URL with sslmode=verify-full/);
    expect(fault).toContain(why);
    expect(fault).not.toContain("hunter2");
    expect(faultsOf({ DATABASE_URL: url, ALLOW_UNENCRYPTED: "toloka,database" })).toEqual([]);
  });

  it("whose authority's file is missing stops the start, with its path", () => {
    const url = `postgres://u:p@db.example/desk?sslmode=verify-full&sslrootcert=${folder}/missing.pem`;
    expect(faultsOf({ DATABASE_URL: url })).toEqual([expect.stringContaining(`${folder}/missing.pem can't be read`)]);
  });
});

describe("plain http to another machine stops the start, unless that is allowed:", () => {
  it.each([
    ["TOLOKA_URL", "http://gateway.example:9100", "toloka"],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector.example:4318", "traces"],
    ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://collector.example:4318/v1/traces", "traces"],
  ])("%s=%s", (variable, url, name) => {
    expect(faultsOf({ [variable]: url })).toEqual([
      expect.stringMatching(
        new RegExp(`^${variable} was "${url}"; it may be an https://.*add ${name} to ALLOW_UNENCRYPTED`),
      ),
    ]);
    expect(faultsOf({ [variable]: url, ALLOW_UNENCRYPTED: name })).toEqual([]);
    for (const safe of [url.replace("http:", "https:"), url.replace(/[a-z]+\.example/, "127.0.0.1")])
      expect(faultsOf({ [variable]: safe })).toEqual([]);
  });

  it("that of a collector only if traces are sent", () => {
    const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector.example:4318" };
    expect(faultsOf({ ...collector, OTEL_SDK_DISABLED: "true" })).toEqual([]);
    const near = { ...collector, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://localhost:4318/v1/traces" };
    expect(faultsOf(near)).toEqual([]);
  });

  it("that of a connection among several", () => {
    const env = { TOLOKA_TOKEN: "", TOLOKA_CONNECTIONS: "live", TOLOKA_LIVE_TOKEN: "x" };
    const [fault] = faultsOf({ ...env, TOLOKA_LIVE_URL: "http://gateway.example" });
    expect(fault).toMatch(/^TOLOKA_LIVE_URL was /);
  });
});
