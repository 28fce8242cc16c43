import { describe, expect, it } from "vitest";
import { idOf, PASSWORD, type Visitor, visitor } from "../support/sign-in/signed-in.ts";
import { ENGINES, startBackends, startTwoDesks } from "../support/sign-in/two-desks.ts";
import { SMALL_POOL } from "../support/toloka/small-toloka.ts";

const PEOPLE = { Ada: "administrator", Olga: "operator", Vik: "viewer", Paula: "operator" } as const;
const newTask = () => ({
  task: { pool_id: SMALL_POOL, input_values: { image: `https://example.com/${Math.random()}.jpg` } },
});

const backends = startBackends();

describe.each(ENGINES)("people sign in, on %s", (engine) => {
  const at = startTwoDesks(backends, engine, PEOPLE);

  it("nobody reads or creates without signing in, and health still answers", async () => {
    for (const [method, path] of [
      ["GET", "/api/session"],
      ["GET", "/api/submissions"],
      ["GET", "/api/events"],
      ["GET", "/api/people"],
      ["POST", "/api/submissions"],
    ] as const) {
      const answered = await at.desk.call(method, path, method === "POST" ? newTask() : undefined);
      expect([path, answered.status, answered.body]).toEqual([
        path,
        401,
        expect.objectContaining({ code: "NOT_SIGNED_IN" }),
      ]);
    }
    expect((await at.desk.call("GET", "/api/health")).status).toBe(200);
  });

  it("the cookie is new at each sign-in, http-only and strict; another id of ours is never taken over", async () => {
    const visit = visitor(at.desk.url, { cookie: "desk=s%3Achosen.by-an-attacker" });
    const first = await visit.signIn("Olga");
    expect(first.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^desk=s%3A[\w-]{20,}.*; Path=\/; Expires=.*; HttpOnly; SameSite=Strict$/),
    ]);
    const before = visit.cookie();
    await visit.signIn("Olga");
    expect(visit.cookie()).not.toBe(before);
    expect((await at.desk.call("GET", "/api/session", undefined, { cookie: before })).status).toBe(401);
    expect((await visit.call("GET", "/api/session")).body).toMatchObject({
      operator: "Olga",
      role: "operator",
      sign_in: true,
    });
  });

  it("each session of a person gets the key of what their devices store, and no API key does", async () => {
    const keyOf = async (of: Visitor) =>
      ((await of.call("GET", "/api/session")).body as { device_key: string | null }).device_key;
    const elsewhere = visitor(at.other.url);
    await elsewhere.signIn("Olga");
    const olga = await at.signedIn("Olga");
    const key = await keyOf(olga);
    expect(key).toMatch(/^[\w-]{86}$/);
    expect(await keyOf(elsewhere)).toBe(key);
    expect(await keyOf(await at.signedIn("Vik"))).not.toBe(key);
    const made = await olga.call("POST", "/api/keys", { name: "Script", role: "viewer", days: 1 });
    const { key: apiKey, id } = made.body as { key: string; id: string };
    expect(await keyOf(visitor(at.desk.url, { authorization: `Bearer ${apiKey}` }))).toBeNull();
    await olga.call("POST", `/api/keys/${id}/end`);
    expect(JSON.stringify([at.desk.logged, at.other.logged])).not.toContain(key);
  });

  it("what a person creates has their name", async () => {
    const olga = await at.signedIn("Olga");
    const created = await olga.call("POST", "/api/submissions?wait=20", newTask());
    expect(created.body).toMatchObject({ status: "created", created_by: "Olga" });
  });

  it.each([
    ["Vik", "GET", "/api/submissions", undefined, 200],
    ["Vik", "POST", "/api/duplicates", newTask(), 200],
    ["Vik", "POST", "/api/submissions", newTask(), 403],
    ["Vik", "POST", "/api/submissions/0/cancel", undefined, 403],
    ["Olga", "POST", "/api/journal/release", undefined, 403],
    ["Olga", "GET", "/api/people", undefined, 403],
    ["Olga", "POST", "/api/people", { name: "Eve", role: "administrator" }, 403],
    ["Ada", "GET", "/api/people", undefined, 200],
    ["Ada", "POST", "/api/journal/release", undefined, 200],
  ] as const)("%s: %s %s", async (name, method, path, body, status) => {
    const visit = await at.signedIn(name);
    const answered = await visit.call(method, path, body);
    expect([answered.status, answered.body]).toEqual([
      status,
      status === 403 ? expect.objectContaining({ code: "ROLE_TOO_LOW" }) : expect.anything(),
    ]);
  });

  it("an invitation lets one person choose a password, once; a reset replaces it", async () => {
    const ada = await at.signedIn("Ada");
    const invited = await ada.call("POST", "/api/people", { name: "Ivan", role: "operator" });
    expect(invited.status).toBe(201);
    const { path } = invited.body as { path: string };
    const token = path.replace("/sign-in#invitation=", "");
    const ivan = visitor(at.desk.url);
    expect((await ivan.call("POST", "/api/invitation", { token })).body).toEqual({ name: "Ivan" });
    const weak = await ivan.call("POST", "/api/invitation/accept", { token, password: "short" });
    expect([weak.status, weak.body]).toMatchObject([
      422,
      { fields: { password: { code: "STRING_LENGTH_LESS_THAN_MIN" } } },
    ]);
    const easy = await ivan.call("POST", "/api/invitation/accept", { token, password: "my name is ivan 12" });
    expect(easy.body).toMatchObject({ code: "PASSWORD_TOO_EASY" });
    const both = await Promise.all(
      [ivan, visitor(at.desk.url)].map((each) =>
        each.call("POST", "/api/invitation/accept", { token, password: PASSWORD }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
    const again = visitor(at.desk.url);
    expect((await again.signIn("ivan")).body).toEqual({ name: "Ivan", role: "operator" });
    const reset = await ada.call("POST", `/api/people/${await idOf(ada, "Ivan")}/reset`);
    expect(reset.status).toBe(200);
    expect((await again.call("GET", "/api/session")).status).toBe(401);
    expect((await again.signIn("Ivan")).body).toMatchObject({ code: "SIGN_IN_FAILED" });
    expect((await ada.call("POST", "/api/people", { name: "IVAN", role: "viewer" })).body).toMatchObject({
      code: "NAME_TAKEN",
    });
  });

  it("a password is compared exactly as it is sent: no other code points, no other case, nothing cut", async () => {
    const olga = await at.signedIn("Olga");
    const chosen = `Zo\u00e9 ${"and more ".repeat(25)}signs`;
    const change = (current: string, password: string) => olga.call("POST", "/api/password", { current, password });
    expect((await change(PASSWORD, chosen)).status).toBe(200);
    for (const wrong of [chosen.normalize("NFD"), chosen.toLowerCase(), chosen.slice(0, -1), `${chosen} `])
      expect((await visitor(at.desk.url).signIn("Olga", wrong)).body).toMatchObject({ code: "SIGN_IN_FAILED" });
    expect((await visitor(at.other.url).signIn("Olga", chosen)).status).toBe(200);
    expect((await change(chosen, PASSWORD)).status).toBe(200);
  });

  it("an API key does what its scope and its person's role allow, until it is revoked", async () => {
    const olga = await at.signedIn("Olga");
    const made = await olga.call("POST", "/api/keys", { name: "Script", role: "viewer", days: 1 });
    const { key, id } = made.body as { key: string; id: string };
    expect(key).toMatch(/^desk_[\w-]{32}$/);
    const byKey = (method: string, path: string, body?: unknown) =>
      at.other.call(method, path, body, { authorization: `Bearer ${key}` });
    expect((await byKey("GET", "/api/submissions")).status).toBe(200);
    expect((await byKey("POST", "/api/submissions", newTask())).body).toMatchObject({ code: "ROLE_TOO_LOW" });
    expect((await byKey("GET", "/api/keys")).body).toMatchObject({ code: "SESSION_REQUIRED" });
    const listed = await olga.call("GET", "/api/keys");
    expect(listed.text).not.toContain(key);
    expect(listed.body).toMatchObject({ items: [{ id, name: "Script" }] });
    expect((await olga.call("POST", `/api/keys/${id}/end`)).status).toBe(200);
    expect((await byKey("GET", "/api/submissions")).body).toMatchObject({ code: "API_KEY_REFUSED" });
  });

  it("guesses at a name are refused after a few from one address, with the right password too", async () => {
    const guess = visitor(at.desk.url);
    const codes: string[] = [];
    for (let count = 0; count < 10; count++)
      codes.push(((await guess.signIn("Vik", `guess ${count}`)).body as { code: string }).code);
    expect(codes).toEqual([...Array(8).fill("SIGN_IN_FAILED"), ...Array(2).fill("TOO_MANY_ATTEMPTS")]);
    const refused = await guess.signIn("Vik");
    expect([refused.status, Number(refused.headers.get("retry-after")) > 60]).toEqual([429, true]);
    expect((await visitor(at.other.url).signIn("Vik")).status).toBe(429);
    expect((await guess.signIn("Paula")).status).toBe(200);
  });

  it("no password, session id or key is in the log", async () => {
    const visit = await at.signedIn("Ada");
    const logged = JSON.stringify([at.desk.logged, at.other.logged]);
    for (const secret of [PASSWORD, visit.cookie().split("=")[1]!]) expect(logged).not.toContain(secret);
  });
});
