import { afterEach, describe, expect, it, vi } from "vitest";
import { codesFor } from "../support/sign-in/authenticator-app.ts";
import { withProvider } from "../support/sign-in/desk-with-provider.ts";
import { nextStep } from "../support/sign-in/next-step.ts";
import { type Browser, browse, SECRET } from "../support/sign-in/openid-provider.ts";

const at = withProvider({ ada: { name: "Ada", groups: ["admins"] }, olga: { name: "Olga", groups: ["desk"] } });
afterEach(() => void vi.restoreAllMocks());

const session = async (browser: Browser) => (await browser.call("GET", `${at.home}/api/session`)).body;

/** Sets an authenticator app up without a password. `next`: waits for its next code. */
async function setUp(browser: Browser) {
  const begun = await browser.call("POST", `${at.home}/api/factor/totp`, { password: "" });
  expect(begun.status).toBe(201);
  const code = codesFor(String(begun.body.secret));
  nextStep();
  const confirmed = await browser.call("POST", `${at.home}/api/factor/totp/confirm`, { code: code(0) });
  expect(confirmed.status).toBe(200);
  const next = (): string => {
    nextStep();
    return code(0);
  };
  return { next, recovery: confirmed.body.recovery_codes as string[] };
}

describe("a second factor of the desk", () => {
  const api = (path: string) => `${at.home}/api/${path}`;
  it("is demanded of who comes from a provider that is not asked for one, set up there, and asked for then", async () => {
    await at.start({ REQUIRE_SECOND_FACTOR: "administrators" });
    const olga = browse();
    expect(await at.arrive(olga, "olga")).toBe("/submissions");
    expect(await session(olga)).toMatchObject({ second_factor_required: false });

    const ada = browse();
    expect(await at.arrive(ada, "ada")).toBe("/submissions");
    expect(await session(ada)).toMatchObject({ second_factor_required: true });
    expect((await ada.call("GET", api("submissions"))).body).toMatchObject({ code: "SECOND_FACTOR_REQUIRED" });
    const { next, recovery } = await setUp(ada);
    expect((await ada.call("GET", api("submissions"))).status).toBe(200);

    const again = browse();
    expect(await at.arrive(again, "ada")).toBe("/sign-in?next=%2Fsubmissions&factor=code");
    expect((await again.call("GET", api("session"))).status).toBe(401);
    expect((await again.call("POST", api("sign-in/code"), { code: "000000" })).body).toMatchObject({
      code: "CODE_WRONG",
    });
    expect((await again.call("POST", api("sign-in/code"), { code: next() })).body).toMatchObject({ name: "Ada" });
    expect((await again.call("GET", api("submissions"))).status).toBe(200);
    // Without the provider, neither a code nor a recovery code lets anybody in.
    expect((await browse().call("POST", api("sign-in/code"), { code: recovery[0]! })).body).toMatchObject({
      code: "SIGN_IN_EXPIRED",
    });
  });

  it("takes a sign-in through the provider a short time ago to be changed", async () => {
    const { logged } = await at.start();
    const ada = browse();
    await at.arrive(ada, "ada");
    await setUp(ada);
    const { body } = await ada.call("POST", api("factor/recovery-codes"), { password: "" });
    expect(body.recovery_codes).toHaveLength(8);
    const real = Date.now;
    Date.now = () => real() + 6 * 60 * 1000;
    try {
      const late = await ada.call("POST", api("factor/totp/remove"), { password: "" });
      expect([late.status, late.body.code]).toEqual([403, "SIGN_IN_AGAIN"]);
    } finally {
      Date.now = real;
    }
    expect((await ada.call("POST", api("factor/totp/remove"), { password: "" })).status).toBe(200);
    expect(JSON.stringify(logged)).not.toContain(SECRET);
  });
});

it("an administrator resets the second factor of somebody who comes from a provider", async () => {
  await at.start({ REQUIRE_SECOND_FACTOR: "everyone", OIDC_MAX_AGE: "86400" });
  const [ada, olga] = [browse(), browse()];
  for (const [browser, who] of [
    [ada, "ada"],
    [olga, "olga"],
  ] as const) {
    await at.arrive(browser, who);
    await setUp(browser);
  }
  const { items } = (await ada.call("GET", `${at.home}/api/people`)).body as { items: { id: string; name: string }[] };
  const id = items.find(({ name }) => name === "Olga")!.id;
  expect((await ada.call("POST", `${at.home}/api/people/${id}/factor/reset`)).status).toBe(200);
  expect((await olga.call("GET", `${at.home}/api/session`)).status).toBe(401);
  const again = browse();
  expect(await at.arrive(again, "olga")).toBe("/submissions");
  expect(await session(again)).toMatchObject({ operator: "Olga", second_factor_required: true });
});
