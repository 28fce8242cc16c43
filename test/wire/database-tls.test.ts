import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { startPostgres, type TestPostgres } from "../support/desk/postgres.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { makeCertificate } from "../support/media/certificate.ts";

const DAY = 24 * 60 * 60 * 1000;
const certificateOf = (name: string) =>
  makeCertificate([name], { from: new Date(Date.now() - DAY), until: new Date(Date.now() + DAY) });

let postgres: TestPostgres;
let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  const [own, other] = [certificateOf("localhost"), certificateOf("localhost")];
  await writeFile(join(folder, "own.pem"), own.cert);
  await writeFile(join(folder, "other.pem"), other.cert);
  postgres = await startPostgres(["-c", "fsync=off"], own);
});
afterAll(async () => {
  await postgres?.stop();
  await rm(folder, { recursive: true });
});

/** Starts a desk on a new database of the server, by a name of this machine and with TLS. */
async function start(host: string, authority: string): Promise<{ desk: Desk; url: string }> {
  const url = await postgres.url("tls");
  const encrypted = `${url.replace("127.0.0.1", host)}?sslmode=verify-full&sslrootcert=${join(folder, authority)}`;
  return { desk: await startDesk({ env: { DATABASE_URL: encrypted } }), url };
}

it("connections to PostgreSQL are encrypted, if its certificate is signed by the authority of the settings", async () => {
  const { desk, url } = await start("localhost", "own.pem");
  try {
    expect((await desk.call("GET", "/api/health")).body).toMatchObject({
      status: "ok",
      journal: { engine: "postgres" },
    });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query(
      `select bool_and(ssl) as encrypted, count(*)::int as connections
       from pg_stat_ssl join pg_stat_activity using (pid) where application_name = 'task-desk'`,
    );
    await client.end();
    expect(rows[0]).toMatchObject({ encrypted: true, connections: expect.any(Number) });
    expect(rows[0].connections).toBeGreaterThan(0);
  } finally {
    await desk.remove();
  }
});

it.each([
  ["signed by another authority", "localhost", "other.pem", /self-signed certificate/],
  ["for another name", "127.0.0.1", "own.pem", /does not match certificate|not in the cert's list/],
])("a server with a certificate %s is not used", async (_what, host, authority, why) => {
  await expect(start(host, authority)).rejects.toThrow(why);
});
