import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import type { Desk } from "../support/desk/desk-in-process.ts";
import { idOf, PASSWORD, type Visitor, visitor } from "../support/sign-in/signed-in.ts";
import { ENGINES, startBackends, startTwoDesks } from "../support/sign-in/two-desks.ts";
import { SMALL_POOL } from "../support/toloka/small-toloka.ts";
import { until } from "../support/until.ts";

const PEOPLE = { Ada: "administrator", Olga: "operator", Paula: "operator", Nora: "operator" } as const;
const newTask = () => ({
  task: { pool_id: SMALL_POOL, input_values: { image: `https://example.com/${Math.random()}.jpg` } },
});
const backends = startBackends();

/** A stream of changes, opened with a visitor's cookies. */
async function openStream(desk: Desk, { cookie }: Visitor) {
  const asked = get(`${desk.url}/api/events`, { headers: { cookie: cookie() } });
  const [stream] = (await once(asked, "response")) as [IncomingMessage];
  let ended = false;
  stream.resume().once("end", () => {
    ended = true;
  });
  return { status: stream.statusCode, ended: () => ended, close: () => asked.destroy() };
}

describe.each(ENGINES)("the access of people ends, on %s", (engine) => {
  const at = startTwoDesks(backends, engine, PEOPLE);

  it("a new password ends the other sessions; signing out ends this one or all", async () => {
    const [here, there] = [await at.signedIn("Paula"), await at.signedIn("Paula")];
    const wrong = await here.call("POST", "/api/password", { current: "no", password: "a whole new password" });
    expect(wrong.body).toMatchObject({ code: "PASSWORD_WRONG" });
    const changed = await here.call("POST", "/api/password", { current: PASSWORD, password: "a whole new password" });
    expect(changed.status).toBe(200);
    expect((await there.call("GET", "/api/session")).status).toBe(401);
    const third = visitor(at.other.url);
    await third.signIn("Paula", "a whole new password");
    const { items } = (await here.call("GET", "/api/sessions")).body as {
      items: { current: boolean; device: string }[];
    };
    expect(items.map(({ current }) => current).sort()).toEqual([false, true]);
    const outEverywhere = { everywhere: true, password: "a whole new password" };
    await here.call("POST", "/api/sign-out", outEverywhere);
    expect(here.cookie()).toBe("");
    expect((await third.call("GET", "/api/session")).status).toBe(401);
  });

  it("ending sessions takes the password again; signing out of this one does not", async () => {
    const [here, there] = [await at.signedIn("Olga"), await at.signedIn("Olga")];
    const stream = await openStream(at.other, there);
    const { items } = (await here.call("GET", "/api/sessions")).body as { items: { id: string; current: boolean }[] };
    const ends = items.filter(({ current }) => !current).map(({ id }) => `/api/sessions/${id}/end`);
    const everywhere = { everywhere: true };
    for (const [path, body] of [...ends.map((end) => [end, {}] as const), ["/api/sign-out", everywhere] as const]) {
      const bare = await here.call("POST", path, body);
      expect([bare.status, bare.body]).toEqual([422, expect.objectContaining({ code: "CONFIRMATION_REQUIRED" })]);
      const wrong = await here.call("POST", path, { ...body, password: "not hers" });
      expect([wrong.status, wrong.body]).toEqual([422, expect.objectContaining({ code: "PASSWORD_WRONG" })]);
    }
    expect((await there.call("GET", "/api/session")).status).toBe(200);
    expect(stream.ended()).toBe(false);
    const foreign = await (await at.signedIn("Ada")).call("POST", ends[0]!, { password: PASSWORD });
    expect(foreign.body).toMatchObject({ code: "NO_SUCH_SESSION" });
    for (const end of ends) expect((await here.call("POST", end, { password: PASSWORD })).status).toBe(200);
    await until("the stream to end", () => stream.ended(), 20_000);
    expect((await there.call("GET", "/api/session")).status).toBe(401);
    expect((await here.call("GET", "/api/session")).status).toBe(200);
    expect((await here.call("POST", "/api/sign-out", { everywhere: false })).status).toBe(200);
    expect((await here.call("GET", "/api/session")).status).toBe(401);
  });

  it("disabling a person ends their streams and held answers on the other replica, by a notification", async () => {
    const ada = await at.signedIn("Ada");
    const nora = await at.signedIn("Nora");
    const bystander = await openStream(at.other, await at.signedIn("Olga"));
    const stream = await openStream(at.other, nora);
    expect(stream.status).toBe(200);
    backends.toloka.intercept((method) => (method === "POST" ? { kind: "hangs" } : null));
    const held = at.other.call("POST", "/api/submissions?wait=60", newTask(), { cookie: nora.cookie() });
    await until(
      "the submission to be held",
      async () =>
        ((await ada.call("GET", "/api/submissions?created_by=Nora")).body as { items: object[] }).items.length > 0,
    );
    expect((await ada.call("POST", `/api/people/${await idOf(ada, "Nora")}/disable`)).status).toBe(200);
    // Sooner than the regular check of everything open, which is every 30 seconds.
    await until("the stream to end", () => stream.ended(), 20_000);
    expect((await held).body).toMatchObject({ code: "NOT_SIGNED_IN" });
    expect(bystander.ended()).toBe(false);
    bystander.close();
    backends.toloka.intercept(null);
    expect((await nora.signIn("Nora")).body).toMatchObject({ code: "SIGN_IN_FAILED" });
  });

  it("a lowered role ends the open stream, and holds from the next request on", async () => {
    const ada = await at.signedIn("Ada");
    const olga = await at.signedIn("Olga");
    const stream = await openStream(at.other, olga);
    const id = await idOf(ada, "Olga");
    await ada.call("POST", `/api/people/${id}/role`, { role: "viewer" });
    await until("the stream to end", () => stream.ended(), 20_000);
    expect((await olga.call("POST", "/api/submissions", newTask())).body).toMatchObject({ code: "ROLE_TOO_LOW" });
    await ada.call("POST", `/api/people/${id}/role`, { role: "operator" });
    const last = await ada.call("POST", `/api/people/${await idOf(ada, "Ada")}/role`, { role: "viewer" });
    expect(last.body).toMatchObject({ code: "LAST_ADMINISTRATOR" });
  });
});
