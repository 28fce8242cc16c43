import { stringifyJson } from "../shared/values/json.ts";
import type { Audit } from "./audit/audit.ts";
import type { Command } from "./people/command/read-command.ts";
import { type Page, type Printed, runCommand } from "./people/command/run-command.ts";
import type { People } from "./people/people.ts";
import type { Settings } from "./settings/config.ts";

/** What the audit log shows of a person. */
async function shown(people: People, name: string): Promise<string | null> {
  const account = await people.named(name);
  if (account === null) return null;
  const factors = await people.secondFactor.askedOf(account.id);
  return stringifyJson({ role: account.role, disabled: account.disabled_at !== null, second_factor: factors !== null });
}

/** Runs a command of `npm run people` and adds it to the audit log, unless it only reads. */
export async function runRecorded(
  people: People,
  audit: Audit,
  command: Command,
  settings: Settings,
): Promise<Printed> {
  const page = pageOf(settings);
  if (command.do === "list") return runCommand(people, command, page);
  const name = "name" in command ? command.name : null;
  const before = name === null ? null : await shown(people, name);
  const printed = await runCommand(people, command, page);
  await audit.append({
    person_id: null,
    name: "",
    role: null,
    via: "command",
    address: "",
    device: "",
    action: `people ${command.do}`,
    subject: name,
    status: printed.ok ? 200 : 409,
    code: null,
    before,
    after: name === null ? null : await shown(people, name),
  });
  return printed;
}

/** Without sign-in, passwords are for when it is turned on. */
const pageOf = (settings: Settings): Page => ({
  origin: originOf(settings),
  passwords: settings.signIn?.passwords ?? true,
});

/** The first name of a proxy, else where the server listens. */
function originOf({ allowedHosts, host, port, trustProxy, tls }: Settings): string {
  const [name] = allowedHosts;
  if (name !== undefined && trustProxy !== false) return `https://${name}`;
  return `${tls === null ? "http" : "https"}://${name ?? (host === "::1" ? "[::1]" : host)}:${port}`;
}
