import { resolve } from "node:path";
import { DbOpenError } from "./db/failures.ts";
import { backUpSqlite, restoreSqlite } from "./db/sqlite/sqlite-backup.ts";
import { readSettings } from "./settings/config.ts";

/* `npm run backup -- FILE` and `npm run restore -- FILE`: of the journal that the same environment variables name. */

process.umask(0o077);

const ON_POSTGRES =
  "This journal is in PostgreSQL. Back it up with pg_dump, and restore it with pg_restore into a new database; see docs/deploy.md.";

function backUp(journal: string, file: string): string {
  backUpSqlite(journal, file);
  return `The journal was backed up to ${file}. It holds tasks and their correct answers: keep it as safe as the journal.`;
}

function restore(journal: string, file: string): string {
  const aside = restoreSqlite(journal, file);
  const former = aside === null ? "" : ` The former one is ${aside}.`;
  return `The journal was restored from ${file}.${former} The next start is on hold: it looks for unfinished tasks in Toloka, and sends nothing until the hold is released.`;
}

function main(): { ok: boolean; text: string } {
  const [action, file, ...more] = process.argv.slice(2);
  if (file === undefined || more.length > 0) return { ok: false, text: `Usage: npm run ${action} -- FILE` };
  const read = readSettings(process.env, () => {});
  if ("faults" in read) return { ok: false, text: read.faults.join("\n") };
  const { databaseUrl } = read.settings;
  if (!databaseUrl.startsWith("file:")) return { ok: false, text: ON_POSTGRES };
  const act = action === "backup" ? backUp : restore;
  try {
    return { ok: true, text: act(databaseUrl.slice("file:".length), resolve(file)) };
  } catch (error) {
    if (!(error instanceof DbOpenError)) throw error;
    return { ok: false, text: error.message };
  }
}

const { ok, text } = main();
(ok ? process.stdout : process.stderr).write(`${text}\n`);
process.exitCode = ok ? 0 : 1;
