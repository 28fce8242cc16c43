import { spawn } from "node:child_process";
import { once } from "node:events";
import { unlink, writeFile } from "node:fs/promises";
import { type RequestOptions, request } from "node:https";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { makeCertificate } from "../support/media/certificate.ts";
import { until } from "../support/until.ts";

const DAY = 24 * 60 * 60 * 1000;
const KEY = "a-key-for-metrics-only";
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const certificate = () =>
  makeCertificate(["localhost"], { from: new Date(Date.now() - DAY), until: new Date(Date.now() + DAY) });

/** Writes a certificate and its key as files; both paths as settings. */
async function tlsFiles(folder: string, { cert, key }: { cert: string; key: string }) {
  const files = { TLS_CERT_FILE: join(folder, "cert.pem"), TLS_KEY_FILE: join(folder, "key.pem") };
  // The key first: between the two, they do not belong together.
  await writeFile(files.TLS_KEY_FILE, key);
  await writeFile(files.TLS_CERT_FILE, cert);
  return files;
}

/** The status of a page over https, if its certificate is signed by `ca`; otherwise the code of the error. */
const over = (desk: Desk, ca: string, more: RequestOptions = {}): Promise<number | string> =>
  new Promise((resolve) => {
    const options = {
      ...more,
      ca,
      host: "127.0.0.1",
      servername: "localhost",
      port: desk.port,
      path: "/api/health/live",
    };
    request({ ...options, headers: { host: `localhost:${desk.port}` }, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on("error", (error: NodeJS.ErrnoException) =>
        resolve(error.code === "EPROTO" ? error.message : (error.code ?? "")),
      )
      .end();
  });

describe("health for orchestrators", () => {
  it("says that the process lives, and whether it is ready", async () => {
    const desk = await startDesk();
    try {
      expect(await desk.call("GET", "/api/health/live")).toMatchObject({ status: 200, body: { status: "ok" } });
      expect(await desk.call("GET", "/api/health/ready")).toMatchObject({ status: 200, body: { status: "ok" } });
      await unlink(join(desk.dataDir, "journal.sqlite"));
      expect(await desk.call("POST", "/api/journal/release")).toMatchObject({ status: 503 });
      expect(await desk.call("GET", "/api/health/live")).toMatchObject({ status: 200 });
      expect(await desk.call("GET", "/api/health/ready")).toMatchObject({
        status: 503,
        body: { code: "JOURNAL_UNAVAILABLE", detail: expect.stringContaining("journal.sqlite was deleted") },
      });
    } finally {
      await desk.remove();
    }
  });
});

describe("metrics", () => {
  let open: Desk;
  let closed: Desk;
  beforeAll(async () => {
    open = await startDesk();
    closed = await startDesk({ env: { METRICS_KEY: KEY } });
  });
  afterAll(async () => {
    await open?.remove();
    await closed?.remove();
  });
  const create = (desk: Desk) =>
    desk.call("POST", "/api/submissions?wait=20", {
      task: { pool_id: "1080020", input_values: { image: "https://example.com/measured.jpg" }, overlap: 1 },
    });

  it("count what was asked, what was asked of Toloka, and what the journal holds", async () => {
    const { body } = await create(open);
    await open.call("GET", `/api/submissions/${(body as { operation_id: string }).operation_id}`);
    const { status, headers, text } = await open.call("GET", "/metrics");
    expect([status, headers.get("content-type")]).toEqual([200, expect.stringContaining("text/plain")]);
    expect(text).toMatch(
      /desk_http_request_seconds_count\{method="GET",route="\/api\/submissions\/:operation_id",status="200"\} 1\n/,
    );
    expect(text).toMatch(
      /desk_toloka_request_seconds_count\{connection="built-in",caller="create_task",outcome="answered"\} [1-9]/,
    );
    expect(text).toMatch(/desk_submissions 1\n/);
    expect(text).toMatch(/desk_creations\{connection="built-in",limit="day"\} 1\n/);
    expect(text).toMatch(/nodejs_eventloop_lag_p99_seconds [0-9]/);
    expect(text).not.toContain("measured.jpg");
  });

  it("are for programs on this machine only, if there is no key", async () => {
    const through = await open.call("GET", "/metrics", undefined, { "x-forwarded-for": "192.0.2.7" });
    expect(through).toMatchObject({ status: 401, body: { code: "METRICS_KEY_REFUSED" } });
  });

  it("need their key, if there is one", async () => {
    expect((await closed.call("GET", "/metrics")).status).toBe(401);
    expect((await closed.call("GET", "/metrics", undefined, bearer(`${KEY}!`))).status).toBe(401);
    expect((await closed.call("GET", "/metrics", undefined, bearer(KEY))).status).toBe(200);
  });
});

describe("https", () => {
  it("is served with the certificate, and with a renewed one without a restart", async () => {
    const folder = await temporaryFolder();
    const [first, second] = [certificate(), certificate()];
    const desk = await startDesk({ dataDir: folder, env: await tlsFiles(folder, first) });
    try {
      expect(desk.url).toMatch(/^https:/);
      expect(await over(desk, first.cert)).toBe(200);
      expect(await over(desk, second.cert)).not.toBe(200);
      // The server's answer to a client that knows nothing newer.
      const old = { minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
      expect(await over(desk, first.cert, old)).toContain("alert protocol version");
      await writeFile(join(folder, "cert.pem"), "half a certif");
      await until("the broken one to be refused", () =>
        desk.logged.some(({ message }) => message === "The changed certificate is not used"),
      );
      expect(await over(desk, first.cert)).toBe(200);
      await tlsFiles(folder, second);
      await until("the renewed one to be served", async () => (await over(desk, second.cert)) === 200);
    } finally {
      await desk.remove();
    }
  });

  it("does not start with files that are no certificate and its key, and says which", async () => {
    const folder = await temporaryFolder();
    const files = await tlsFiles(folder, { cert: certificate().cert, key: certificate().key });
    const main = join(import.meta.dirname, "../../server/main.ts");
    const env = { PATH: process.env.PATH, DATA_DIR: folder, PORT: "0", ...files };
    const server = spawn(process.execPath, [main], { env, stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    server.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    const [code] = await once(server, "close");
    expect([code, said]).toEqual([1, expect.stringMatching(/^TLS_CERT_FILE and TLS_KEY_FILE: .* are no certificate/m)]);
  });
});
