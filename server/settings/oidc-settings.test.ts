import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readSettings } from "./config.ts";

const folder = mkdtempSync(join(tmpdir(), "task-desk-oidc-"));
afterAll(() => rmSync(folder, { recursive: true }));

const good = {
  SIGN_IN: "password,oidc",
  OIDC_ISSUER: "https://id.example.org/realms/main",
  OIDC_CLIENT_ID: "task-desk",
  OIDC_CLIENT_SECRET: "hush",
  OIDC_ROLES: "cn=desk,ou=groups=operator".replace(",ou", ";ou"),
};
const read = (env: Record<string, string>) => readSettings({ ...good, ...env }, () => {});
const faultsOf = (env: Record<string, string>): string[] => {
  const found = read(env);
  return "faults" in found ? found.faults : [];
};

describe("the settings of an OpenID provider", () => {
  it("are read, with the secret in no printed object, and a group that contains =", () => {
    const found = read({});
    if ("faults" in found) throw new Error(found.faults.join("\n"));
    const { passwords, oidc } = found.settings.signIn!;
    expect(passwords).toBe(true);
    expect([...oidc!.roles]).toEqual([["cn=desk;ou=groups", "operator"]]);
    expect(oidc!.clientSecret?.()).toBe("hush");
    expect(JSON.stringify(found)).not.toContain("hush");
  });

  it("take the secret from a file", () => {
    const file = join(folder, "secret");
    writeFileSync(file, "from a file\n");
    const found = read({ OIDC_CLIENT_SECRET: "", OIDC_CLIENT_SECRET_FILE: file });
    expect("settings" in found && found.settings.signIn?.oidc?.clientSecret?.()).toBe("from a file");
  });

  it.each([
    [{ OIDC_ISSUER: "" }, "OIDC_ISSUER"],
    [{ OIDC_ISSUER: "http://id.example.org" }, "OIDC_ISSUER"],
    [{ OIDC_CLIENT_ID: "" }, "OIDC_CLIENT_ID"],
    [{ OIDC_ROLES: "" }, "OIDC_ROLES"],
    [{ OIDC_ROLES: "desk=king" }, "OIDC_ROLES"],
    [{ OIDC_CLIENT_SECRET_FILE: "/nowhere" }, "OIDC_CLIENT_SECRET"],
    [{ OIDC_CLIENT_SECRET: "", OIDC_CLIENT_SECRET_FILE: "/nowhere" }, "OIDC_CLIENT_SECRET_FILE"],
    [{ SIGN_IN: "ldap" }, "SIGN_IN"],
    [{ REQUIRE_SECOND_FACTOR: "all" }, "REQUIRE_SECOND_FACTOR"],
    [{ TRUST_PROXY: "all" }, "TRUST_PROXY"],
    [{ TRUST_PROXY: "10.0.0.0/64" }, "TRUST_PROXY"],
    [{ HOST: "0.0.0.0 x" }, "HOST"],
    [{ SIGN_IN: "off", HOST: "0.0.0.0" }, "HOST"],
  ])("%j is a fault", (env, name) => {
    const faults = faultsOf(env);
    expect(faults).toEqual([expect.stringMatching(/^[A-Z_]+ was .*it may be /)]);
    expect(faults[0]?.startsWith(`${name} was`)).toBe(true);
    expect(faults[0]).not.toContain("hush");
  });

  it("let people reach other hosts than loopback", () => {
    const found = read({ HOST: "192.168.1.5", TRUST_PROXY: "10.0.0.5, 10.1.0.0/16" });
    expect(found).toMatchObject({
      settings: { host: "192.168.1.5", allowedHosts: ["192.168.1.5"], trustProxy: ["10.0.0.5", "10.1.0.0/16"] },
    });
    expect(read({ HOST: "0.0.0.0", TRUST_PROXY: "2" })).toMatchObject({
      settings: { allowedHosts: [], trustProxy: 2 },
    });
  });
});
