import type { PersonRow } from "../../../shared/api/people/people-routes.ts";
import { counted } from "../../../shared/values/counts.ts";
import type { Result } from "../../result.ts";
import type { Invited } from "../administration.ts";
import { UnreadableSecretError } from "../change-keys.ts";
import { invitationPath } from "../invitations.ts";
import type { People } from "../people.ts";
import type { Command } from "./read-command.ts";

/** What a command prints, and whether it succeeded. */
export interface Printed {
  ok: boolean;
  text: string;
}

const said = (text: string): Printed => ({ ok: true, text });
const failed = (text: string): Printed => ({ ok: false, text });

/** What commands have to know of the page: its address, for links, and whether people sign in there with passwords. */
export interface Page {
  origin: string;
  passwords: boolean;
}

export async function runCommand(people: People, command: Command, { origin, passwords }: Page): Promise<Printed> {
  if (command.do === "list") return said(tableOf(await people.everybody(), passwords));
  if (command.do === "change-keys") return changeKeys(people);
  if (!passwords && (command.do === "add" || command.do === "invite"))
    return failed(
      "Everybody signs in through the provider (SIGN_IN=oidc), which adds them: a link or a password would be of no use.",
    );
  if (command.do === "add") {
    const refusal = await people.refusalOf(command.password, command.name);
    if (refusal !== null) return failed(refusal.detail);
    const added = await people.add(command.name, command.role, await people.hashPassword(command.password));
    return printed(added, `Added ${command.name} (${command.role}).`);
  }
  const account = await people.named(command.name);
  if (command.do === "invite") {
    if (account === null) return linkOf(await people.invite(command.name, command.role ?? "operator"), origin);
    if (command.role !== null && command.role !== account.role) {
      const changed = await people.changeRole(account.id, command.role);
      if (!changed.ok) return failed(changed.problem.detail);
    }
    return linkOf(await people.reset(account.id), origin);
  }
  if (account === null) return failed(`There is nobody called ${JSON.stringify(command.name)}.`);
  switch (command.do) {
    case "role":
      return printed(await people.changeRole(account.id, command.role), `${account.name} is now ${command.role}.`);
    case "disable":
      return printed(await people.disable(account.id), `Disabled ${account.name}.`);
    case "enable":
      return printed(await people.enable(account.id), `Enabled ${account.name}.`);
    case "reset-factor": {
      const reset = await people.secondFactor.reset(account.id, passwords);
      if (!reset.ok) return failed(reset.problem.detail);
      const { invitation } = reset.value;
      const { name } = account;
      return invitation === null
        ? said(
            `Removed the second factor of ${name}, who is signed out everywhere. ${name} signs in through the provider, without a password here, so there is no link: a new factor can be set up after that.`,
          )
        : said(
            `Removed the second factor and the password of ${name}, who is signed out everywhere. Make sure who asks before you hand over this link:\n${origin}${invitationPath(invitation.token)}`,
          );
    }
    case "key": {
      if (account.disabled_at !== null) return failed(`${account.name} is disabled.`);
      const { days, role } = command;
      return said((await people.makeKey(account.id, { name: "Command line", role: role ?? account.role, days })).key);
    }
  }
}

async function changeKeys(people: People): Promise<Printed> {
  try {
    const { apps, sessions } = await people.changeKeys();
    const ended = counted(sessions, "en", { one: "session", other: "sessions" });
    const encrypted = counted(apps, "en", { one: "authenticator app", other: "authenticator apps" });
    return said(`Changed the keys. ${ended} ended; secrets of ${encrypted} encrypted anew.`);
  } catch (error) {
    if (error instanceof UnreadableSecretError) return failed(error.message);
    throw error;
  }
}

const printed = (result: Result<unknown>, text: string): Printed =>
  result.ok ? said(text) : failed(result.problem.detail);

const linkOf = (result: Result<Invited>, origin: string): Printed =>
  printed(result, result.ok ? origin + invitationPath(result.value.invitation.token) : "");

/** One line a person: name, role, state, last seen; with tabs, for programs as well. */
function tableOf(people: readonly PersonRow[], passwords: boolean): string {
  if (people.length === 0)
    return passwords
      ? "Nobody yet. Begin with: npm run people -- invite NAME --role administrator"
      : "Nobody yet. The provider adds people when they sign in.";
  return people.map(({ name, role, state, last_seen }) => [name, role, state, last_seen ?? "–"].join("\t")).join("\n");
}
