import { text } from "node:stream/consumers";
import { openAudit } from "./audit/audit.ts";
import { openDb } from "./db/db.ts";
import { DbOpenError } from "./db/failures.ts";
import { openLog } from "./log.ts";
import { askServer, socketPathOf } from "./people/command/command-socket.ts";
import { type Command, readCommand } from "./people/command/read-command.ts";
import type { Printed } from "./people/command/run-command.ts";
import { openBreachedPasswords } from "./people/passwords/breached-passwords.ts";
import { openPeople } from "./people/people.ts";
import { runRecorded } from "./recorded-command.ts";
import { makeFolders } from "./services.ts";
import type { Settings } from "./settings/config.ts";
import { readSettings } from "./settings/config.ts";

/* `npm run people`: people of the journal that the same environment variables name. */

process.umask(0o077);

async function run(settings: Settings, command: Command): Promise<Printed> {
  const { databaseUrl } = settings;
  if (databaseUrl.startsWith("file:")) {
    const answered = await askServer(socketPathOf(databaseUrl.slice("file:".length)), command);
    if (answered !== null) return answered;
  }
  makeFolders(settings);
  const log = openLog("warn", []);
  const db = await openDb(databaseUrl, (sentence) => log("warn", sentence));
  try {
    return await runRecorded(
      openPeople(db, { isBreached: openBreachedPasswords(settings.breachedPasswordsUrl, log) }),
      openAudit(db, () => {}),
      command,
      settings,
    );
  } finally {
    await db.close();
  }
}

async function main(): Promise<Printed> {
  const read = readSettings(process.env, () => {});
  if ("faults" in read) return { ok: false, text: read.faults.join("\n") };
  const asked = await readCommand(process.argv.slice(2), () => text(process.stdin));
  if ("fault" in asked) return { ok: false, text: asked.fault };
  try {
    return await run(read.settings, asked.command);
  } catch (error) {
    if (!(error instanceof DbOpenError)) throw error;
    const advice = / in use by another/.test(error.message)
      ? " Or start it with SIGN_IN=password: then it takes commands."
      : "";
    return { ok: false, text: error.message + advice };
  }
}

const { ok, text: printed } = await main();
(ok ? process.stdout : process.stderr).write(`${printed}\n`);
process.exitCode = ok ? 0 : 1;
