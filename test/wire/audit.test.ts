import { beforeAll, describe, expect, it } from "vitest";
import { openAudit } from "../../server/audit/audit.ts";
import { openDb } from "../../server/db/db.ts";
import type { AuditEntry, AuditState } from "../../shared/api/audit/audit-routes.ts";
import { startDesk } from "../support/desk/desk-in-process.ts";
import { askRaw } from "../support/desk/raw-request.ts";
import { idOf, PASSWORD, type Visitor, visitor } from "../support/sign-in/signed-in.ts";
import { ENGINES, startBackends, startTwoDesks } from "../support/sign-in/two-desks.ts";

const PEOPLE = { Ada: "administrator", Olga: "operator", Vik: "viewer" } as const;

const backends = startBackends();

describe.each(ENGINES)("the audit log, on %s", (engine) => {
  const at = startTwoDesks(backends, engine, PEOPLE);
  let admin: Visitor;
  beforeAll(async () => {
    admin = await at.signedIn("Ada");
  });
  const entries = async (query = ""): Promise<AuditEntry[]> => {
    const answered = await admin.call("GET", `/api/audit?limit=200${query}`);
    expect(answered.status).toBe(200);
    return (answered.body as unknown as { items: AuditEntry[] }).items;
  };
  const state = async () => (await admin.call("GET", "/api/audit/verify")).body as unknown as AuditState;
  it("has requests under another name and from another site", async () => {
    for (const headers of [{ origin: "https://elsewhere.example" }, { host: "rebound.example" }])
      expect((await askRaw(at.desk.port, "GET", "/api/health", headers)).status).toBe(403);
    const refused = async () => (await entries()).filter(({ action }) => action === "requestFromElsewhere");
    await expect
      .poll(async () => (await refused()).map(({ code }) => code).sort())
      .toEqual(["HOST_NOT_ALLOWED", "ORIGIN_NOT_ALLOWED"]);
    expect((await refused())[0]).toMatchObject({ name: "", person_id: null, status: 403, address: "127.0.0.1" });
  });

  it("has sign-ins and refusals, with who, from where and the code", async () => {
    const visit = visitor(at.desk.url);
    await visit.signIn("Olga", "a wrong password");
    await visit.signIn("my secret by mistake", "a wrong password");
    await visit.signIn("Olga");
    await visit.call("POST", "/api/people", { name: "Eve", role: "administrator" });
    const olga = await idOf(admin, "Olga");
    const [low, entered, unknown, wrong] = await entries();
    const who = { person_id: olga, name: "Olga", role: "operator" };
    expect(low).toMatchObject({ ...who, action: "invitePerson", status: 403, code: "ROLE_TOO_LOW", via: "session" });
    expect(entered).toMatchObject({ ...who, action: "signIn", status: 200, address: expect.stringMatching(/127|::1/) });
    expect(unknown).toMatchObject({ action: "signIn", status: 401, code: "SIGN_IN_FAILED", subject: null });
    expect(wrong).toMatchObject({ action: "signIn", status: 401, person_id: null, subject: olga });
  });

  it("has requests that are not as the API describes them, without their content", async () => {
    const visit = visitor(at.desk.url);
    await visit.signIn("Vik");
    const task = { pool_id: "1080020", input_values: {}, created_by: "Ada" };
    await visit.call("GET", "/api/submissions?status=stolen");
    await admin.call("POST", "/api/submissions", { task, parameters: { price: "a hidden price" } });
    const [unknown, filter] = (await entries()).filter(({ status }) => status === 400 || status === 422);
    expect(filter).toMatchObject({ name: "Vik", action: "listSubmissions", code: "INVALID_REQUEST", status: 400 });
    expect(unknown).toMatchObject({ name: "Ada", action: "createSubmission", code: "VALIDATION_ERROR", status: 422 });
    expect(JSON.stringify([unknown, filter])).not.toMatch(/stolen|hidden/);
  });

  it("takes no subject from a request that is not as the API describes it", async () => {
    const visit = visitor(at.desk.url);
    await visit.signIn("Vik");
    const path = (id: string) => `/api/people/${id}/role`;
    await admin.call("POST", path("my-secret"), { role: "king" });
    await admin.call("POST", path("a%00secret"), { role: "viewer" });
    await visit.call("POST", path("a%00secret"), { role: "viewer" });
    const [low, character, king] = await entries("&action=changeRole&outcome=refused");
    expect(low).toMatchObject({ name: "Vik", code: "ROLE_TOO_LOW", subject: null });
    expect(character).toMatchObject({ name: "Ada", code: "INVALID_REQUEST", subject: null });
    expect(king).toMatchObject({ name: "Ada", code: "VALIDATION_ERROR", subject: null });
  });

  it("is copied by a program that gets each entry once, in a chain", async () => {
    const made = await admin.call("POST", "/api/keys", { name: "Collector", role: "administrator", days: 1 });
    const authorization = `Bearer ${(made.body as { key: string }).key}`;
    const copy: AuditEntry[] = [];
    const fetchNew = async () => {
      const path = `/api/audit/export?format=ndjson&after=${copy.at(-1)?.seq ?? 0}`;
      const text = await fetch(at.desk.url + path, { headers: { authorization } }).then((answer) => answer.text());
      const lines = text.split("\n").filter((line) => line !== "");
      copy.push(...lines.map((line) => JSON.parse(line) as AuditEntry).reverse());
      return lines.length;
    };
    expect(await fetchNew()).toBeGreaterThan(5);
    expect(await fetchNew()).toBe(0);
    await admin.call("POST", `/api/people/${await idOf(admin, "Vik")}/role`, { role: "viewer" });
    expect(await fetchNew()).toBe(1);
    for (const [index, { seq, previous_hash }] of copy.entries()) {
      expect(seq).toBe(index + 1);
      expect(previous_hash).toBe(copy[index - 1]?.hash ?? "0".repeat(64));
    }
    expect(copy.at(-1)?.hash).toBe((await state()).last_hash);
  });

  it("shows what a change was made from and to, and filters", async () => {
    const id = await idOf(admin, "Vik");
    await admin.call("POST", `/api/people/${id}/role`, { role: "operator" });
    await admin.call("POST", `/api/people/${id}/role`, { role: "viewer" });
    const [, change] = await entries(`&subject=${id}&action=changeRole&person=Ada&outcome=done`);
    expect(JSON.parse(change!.before!)).toMatchObject({ name: "Vik", role: "viewer" });
    expect(JSON.parse(change!.after!)).toMatchObject({ name: "Vik", role: "operator" });
    expect(await entries(`&subject=${id}&outcome=refused`)).toEqual([]);
    expect(await entries("&to=2020-01-01")).toEqual([]);
    expect((await entries("&from=2020-01-01")).length).toBeGreaterThan(1);
  });

  it("shows what became of a submission and of an import", async () => {
    const task = { pool_id: "1080020", input_values: { image: "https://example.com/audit.jpg" } };
    const made = await admin.call("POST", "/api/submissions?delay=10", { task });
    const id = (made.body as { operation_id: string }).operation_id;
    await admin.call("POST", `/api/submissions/${id}/cancel`);
    expect(await entries(`&subject=${id}`)).toMatchObject([
      { action: "cancelSubmission", before: '{"status":"queued"}', after: '{"status":"cancelled"}' },
    ]);
    const rows = [{ input_values: { image: "https://example.com/audit-2.jpg" } }];
    const { body } = await admin.call("POST", "/api/imports?pool_id=1080020&mode=all", rows);
    const importId = (body as { import_id: string }).import_id;
    await admin.call("POST", `/api/imports/${importId}/cancel`);
    const [cancelled, begun] = await entries(`&subject=${importId}`);
    expect(cancelled).toMatchObject({ action: "cancelImport", after: expect.stringContaining('"cancelled"') });
    expect(begun).toMatchObject({ action: "createImport", status: 202, after: '{"pool_id":"1080020","rows":1}' });
  });

  it("counts requests that are not signed in, instead of listing them", async () => {
    const { entries: before } = await state();
    for (let index = 0; index < 50; index++) await at.desk.call("GET", "/api/submissions");
    expect((await state()).entries).toBe(before);
  });

  it("goes page by page, each entry once", async () => {
    const all = (await entries()).map(({ seq }) => seq);
    expect(all.length).toBeGreaterThan(5);
    const found: number[] = [];
    for (let cursor = ""; ; ) {
      const { body } = await admin.call("GET", `/api/audit?limit=2${cursor}`);
      const page = body as unknown as { items: AuditEntry[]; next_cursor: string | null };
      found.push(...page.items.map(({ seq }) => seq));
      if (page.next_cursor === null) break;
      cursor = `&cursor=${page.next_cursor}`;
    }
    expect(found).toEqual(all);
  });

  it("holds no secret", async () => {
    const made = await admin.call("POST", "/api/keys", { name: "Nightly", role: "viewer", days: 1 });
    const { key, id } = made.body as unknown as { key: string; id: string };
    const invited = await admin.call("POST", "/api/people", { name: "Ivan", role: "viewer" });
    const { path } = invited.body as unknown as { path: string };
    const token = path.split(/[#/=]/).at(-1)!;
    const bearer = { authorization: `Bearer ${key}` };
    await at.desk.call("POST", "/api/people", { name: "Eve", role: "viewer" }, bearer);
    await at.desk.call("GET", "/api/session", undefined, { authorization: "Bearer desk_wrong-key" });
    await visitor(at.desk.url).call("POST", "/api/invitation/accept", { token, password: "a new long password" });
    await admin.call("POST", `/api/keys/${id}/end`);
    expect((await entries("&action=endKey"))[0]?.before).toContain("Nightly");
    expect((await entries("&action=invitePerson"))[0]).toMatchObject({ via: "key", device: "Nightly", name: "Ada" });
    const text = await fetch(`${at.desk.url}/api/audit/export?format=ndjson`, {
      headers: { cookie: admin.cookie() },
    }).then((response) => response.text());
    const lines = text.trimEnd().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as AuditEntry).seq)).toEqual((await entries()).map(({ seq }) => seq));
    expect(text).toContain("acceptInvitation");
    const cookie = decodeURIComponent(admin.cookie())
      .replace(/^\w+=s:/, "")
      .split(".")[0]!;
    const secrets = [
      PASSWORD,
      "a wrong password",
      "a new long password",
      "my secret",
      key,
      "desk_wrong-key",
      token,
      cookie,
    ];
    for (const secret of secrets) expect(secret.length > 5 && text.includes(secret), secret).toBe(false);
  });

  it("stays one chain while two replicas append at once, and exports all of it", async () => {
    const { entries: before } = await state();
    const id = await idOf(admin, "Vik");
    const cookie = admin.cookie();
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 ? at.desk : at.other).call("POST", `/api/people/${id}/role`, { role: "viewer" }, { cookie }),
      ),
    );
    expect(await state()).toEqual({
      intact: true,
      broken_at: null,
      entries: before + 20,
      last_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const csv = (await admin.call("GET", "/api/audit/export?format=csv")).text;
    expect(csv.split("\r\n").length).toBe(before + 20 + 2);
  });

  it("is for administrators only", async () => {
    const visit = visitor(at.desk.url);
    await visit.signIn("Olga");
    for (const path of ["/api/audit", "/api/audit/verify", "/api/audit/export?format=csv"])
      expect((await visit.call("GET", path)).body).toMatchObject({ code: "ROLE_TOO_LOW" });
  });

  it("has the counted requests when the server has stopped, and cannot be changed in the database", async () => {
    await at.desk.stop();
    if (at.other !== at.desk) await at.other.stop();
    const db = await openDb(at.env.DATABASE_URL);
    try {
      const counted = await db.query<{ after: string }>(
        "select after from audit where action = 'refusedRequests' and name = '' order by seq",
      );
      const requests = counted.map(({ after }) => (JSON.parse(after) as { requests: number }).requests);
      expect(requests.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(50);
      for (const change of ["update audit set name = 'Eve'", "delete from audit"])
        await expect(db.execute(change)).rejects.toThrow("audit is append-only");

      // Whoever may drop the refusal leaves a gap.
      const { verify } = openAudit(db, () => {});
      expect(await verify()).toMatchObject({ intact: true });
      await db.execute(engine === "sqlite" ? "drop trigger audit_no_update" : "drop trigger audit_no_change on audit");
      await db.execute("update audit set name = 'Eve' where seq = 3");
      expect(await verify()).toEqual({ intact: false, broken_at: 3, entries: 2, last_hash: null });
    } finally {
      await db.close();
    }
  });
});

it("without sign-in there is no audit log", async () => {
  const desk = await startDesk({ toloka: backends.toloka });
  try {
    for (const path of ["/api/audit", "/api/audit/verify", "/api/audit/export?format=csv"])
      expect(await desk.call("GET", path)).toMatchObject({ status: 404, body: { code: "SIGN_IN_OFF" } });
  } finally {
    await desk.remove();
  }
});
