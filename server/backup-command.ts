import { resolve } from "node:path";
import { readSettings } from "./config.ts";
import { DbOpenError } from "./db/failures.ts";

/* `npm run backup -- FILE` and `npm run restore -- FILE`: of the journal that the same environment variables name. */

process.umask(0o077);

async function backUp(databaseUrl: string, file: string): Promise<string> {
  if (databaseUrl.startsWith("file:")) {
    const { backUpSqlite } = await import("./db/backup/sqlite-backup.ts");
    backUpSqlite(databaseUrl.slice("file:".length), file);
  } else {
    const { backUpPostgres } = await import("./db/backup/postgres-backup.ts");
    await backUpPostgres(databaseUrl, file);
  }
  return `The journal was backed up to ${file}. It holds tasks and their correct answers: keep it as safe as the journal.`;
}

const HOLD_NEXT =
  "The next start is on hold: it looks for unfinished tasks in Toloka and sends nothing until the hold is released.";

async function restore(databaseUrl: string, file: string): Promise<string> {
  if (databaseUrl.startsWith("file:")) {
    const { restoreSqlite } = await import("./db/backup/sqlite-backup.ts");
    const aside = restoreSqlite(databaseUrl.slice("file:".length), file);
    return [`The journal was restored from ${file}.`, ...(aside ? [`The former one is ${aside}.`] : []), HOLD_NEXT].join(" ");
  }
  const { restorePostgres } = await import("./db/backup/postgres-backup.ts");
  await restorePostgres(databaseUrl, file);
  return `The journal was restored from ${file}. ${HOLD_NEXT}`;
}

async function main(): Promise<{ ok: boolean; text: string }> {
  const [action, file, ...more] = process.argv.slice(2);
  if (file === undefined || more.length > 0) return { ok: false, text: `Usage: npm run ${action} -- FILE` };
  const read = readSettings(process.env, () => {});
  if ("faults" in read) return { ok: false, text: read.faults.join("\n") };
  const { databaseUrl } = read.settings;
  try {
    const act = action === "backup" ? backUp : restore;
    return { ok: true, text: await act(databaseUrl, resolve(file)) };
  } catch (error) {
    if (!(error instanceof DbOpenError)) throw error;
    return { ok: false, text: error.message };
  }
}

const { ok, text } = await main();
(ok ? process.stdout : process.stderr).write(`${text}\n`);
process.exitCode = ok ? 0 : 1;
