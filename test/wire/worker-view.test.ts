import { describe, expect, it } from "vitest";
import { deskOnBuiltInToloka } from "../support/desk/desk-on-built-in-toloka.ts";
import { askRaw, problemIn } from "../support/desk/raw-request.ts";

const on = deskOnBuiltInToloka();
const HASH = "A-_".padEnd(43, "b");
const DOCUMENT = `/worker-view/classic-${HASH}.html`;
const ask = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  askRaw(on.desk.port, method, path, { host: `127.0.0.1:${on.desk.port}`, ...headers });
const policyOf = ({ headers }: Awaited<ReturnType<typeof ask>>) =>
  String(headers["content-security-policy"])
    .split(";")
    .map((one) => one.trim());

describe("the documents of the worker's view", () => {
  it("have a policy of their own: a sandbox, the script of their name, pictures and media", async () => {
    const answer = await ask(DOCUMENT);
    expect(policyOf(answer)).toEqual([
      "default-src 'none'",
      `script-src 'sha256-A+/${"b".repeat(40)}='`,
      "style-src 'unsafe-inline'",
      "img-src http: https: data: blob:",
      "media-src http: https: data: blob:",
      "connect-src 'none'",
      "frame-src 'none'",
      "worker-src 'none'",
      "form-action 'none'",
      "base-uri 'none'",
      "frame-ancestors 'self'",
      "webrtc 'block'",
      "sandbox allow-scripts",
    ]);
    expect(answer.headers).toMatchObject({ "referrer-policy": "no-referrer", "x-dns-prefetch-control": "off" });
    expect(answer.headers["permissions-policy"]).toContain("camera=()");
    expect(answer.headers).not.toHaveProperty("set-cookie");
  });

  it("may run a requester's script only where that is all they are for", async () => {
    const policy = policyOf(await ask(`/worker-view/script-${HASH}.html`));
    expect(policy).toContain(`script-src 'sha256-A+/${"b".repeat(40)}=' 'unsafe-eval'`);
    const others = (one: string) => !one.startsWith("script-src");
    expect(policy.filter(others)).toEqual(policyOf(await ask(DOCUMENT)).filter(others));
  });

  it.each(["/worker-view/", "/worker-view/other", "/worker-view/a/b.html", "/worker-view/classic-x.html"])(
    "are nothing else: %s is not found, and could run nothing",
    async (path) => {
      const answer = await ask(path);
      expect([answer.status, problemIn(answer).code]).toEqual([404, "NO_SUCH_ROUTE"]);
      expect(policyOf(answer)).toContain("script-src 'none'");
    },
  );

  it.each([
    [{ "sec-fetch-site": "same-origin", "sec-fetch-dest": "iframe" }, 404],
    [{}, 404],
    [{ "sec-fetch-site": "cross-site", "sec-fetch-dest": "iframe" }, 403],
    [{ "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" }, 403],
    [{ "sec-fetch-site": "same-origin", "sec-fetch-dest": "document" }, 403],
    [{ "sec-fetch-site": "same-origin", "sec-fetch-dest": "script" }, 403],
    [{ origin: "null" }, 403],
  ])("are for a frame of our own page: %j is answered with %i", async (headers, status) => {
    expect((await ask("/worker-view/missing.html", headers)).status).toBe(status);
  });

  it("are read only", async () => expect((await ask(DOCUMENT, {}, "POST")).status).toBe(405));

  it("are all that our page may frame", async () => {
    expect(policyOf(await ask("/"))).toContain(`frame-src 127.0.0.1:${on.desk.port}/worker-view/`);
  });
});
