import * as z from "zod/mini";
import { LONGEST_KEY, NewPassword, SHORTEST_PASSWORD } from "../../../shared/api/people/people-routes.ts";
import { PersonName } from "../../../shared/api/people/people-schemas.ts";
import { typedPassword } from "../../../shared/api/people/typed-password.ts";
import { ROLES, type Role, roleNamed } from "../../../shared/roles.ts";

/** What an administrator asks on the command line. A password is not part of the words, which other users could see. */
export type Command =
  | { do: "list" }
  | { do: "change-keys" }
  | { do: "add"; name: string; role: Role; password: string }
  | { do: "invite"; name: string; role: Role | null }
  | { do: "role"; name: string; role: Role }
  | { do: "key"; name: string; role: Role | null; days: number }
  | { do: "disable" | "enable" | "reset-factor"; name: string };

const USAGE = `npm run people -- list
npm run people -- add NAME --role ROLE --password-stdin
npm run people -- invite NAME --role ROLE
npm run people -- role NAME ROLE
npm run people -- key NAME [--role ROLE] [--days DAYS]
npm run people -- disable NAME
npm run people -- enable NAME
npm run people -- reset-factor NAME
npm run people -- change-keys
ROLE is ${ROLES.join(", ")}. A NAME with spaces needs quotes.`;

/** How long a key of the command line can be used unless said otherwise, in days. */
const KEY_DAYS = 90;

type Read = { command: Command } | { fault: string };

const usage = (fault: string): Read => ({ fault: `${fault}\n${USAGE}` });

/** Which options each command takes. */
const OPTIONS: Record<Command["do"], readonly string[]> = {
  list: [],
  add: ["--role", "--password-stdin"],
  invite: ["--role"],
  role: [],
  key: ["--role", "--days"],
  disable: [],
  enable: [],
  "reset-factor": [],
  "change-keys": [],
};

/** Reads the words of a command. `password`: what standard input holds, for `add`. */
export async function readCommand(words: readonly string[], password: () => Promise<string>): Promise<Read> {
  const parts = partsOf(words);
  if ("fault" in parts) return usage(parts.fault);
  const { verb, plain, options } = parts;
  const taken = [...options.keys()].find((option) => !OPTIONS[verb].includes(option));
  if (taken !== undefined) return usage(`${verb} doesn't take ${taken}.`);
  const takesNoName = verb === "list" || verb === "change-keys";
  const expected = takesNoName ? 0 : verb === "role" ? 2 : 1;
  if (plain.length !== expected)
    return usage(
      takesNoName ? `${verb} takes no name.` : `${verb} takes ${verb === "role" ? "a name and a role" : "one name"}.`,
    );
  if (takesNoName) return { command: { do: verb } };
  const [name, word] = plain as [string, string?];
  if (!z.safeParse(PersonName, name).success)
    return usage(`${JSON.stringify(name)} can't be a name: 1 to 100 characters, without spaces at the ends.`);
  const asked = verb === "role" ? word : options.get("--role");
  const role = roleNamed(asked);
  if (asked !== undefined && role === null) return usage(`${JSON.stringify(asked)} is not a role.`);
  if (verb === "role")
    return role === null ? usage("role takes a name and a role.") : { command: { do: "role", name, role } };
  if (verb === "invite") return { command: { do: "invite", name, role } };
  if (verb === "key") return readKey(name, role, options.get("--days"));
  return verb === "add" ? readAdd(name, role, options, password) : { command: { do: verb, name } };
}

function partsOf(words: readonly string[]) {
  const [verb, ...rest] = words;
  const known = (Object.keys(OPTIONS) as Command["do"][]).find((one) => one === verb);
  if (known === undefined)
    return { fault: verb === undefined ? "A command is missing." : `There is no command ${JSON.stringify(verb)}.` };
  const plain: string[] = [];
  const options = new Map<string, string>();
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at]!;
    if (!word.startsWith("--")) plain.push(word);
    else if (word === "--password-stdin") options.set(word, "");
    else {
      const value = rest[++at];
      if (value === undefined) return { fault: `${word} needs a value.` };
      options.set(word, value);
    }
  }
  return { verb: known, plain, options };
}

function readKey(name: string, role: Role | null, text: string | undefined): Read {
  const days = text === undefined ? KEY_DAYS : Number(text);
  const valid = Number.isInteger(days) && days >= 1 && days <= LONGEST_KEY;
  return valid
    ? { command: { do: "key", name, role, days } }
    : usage(`--days was ${JSON.stringify(text)}; it may be 1 to ${LONGEST_KEY}.`);
}

async function readAdd(
  name: string,
  role: Role | null,
  options: ReadonlyMap<string, string>,
  read: () => Promise<string>,
): Promise<Read> {
  if (role === null) return usage("add needs --role ROLE.");
  if (!options.has("--password-stdin"))
    return usage(
      "add needs --password-stdin, and the password on standard input. To let the person choose one, use invite.",
    );
  const password = typedPassword((await read()).replace(/\r?\n$/, ""));
  if (!z.safeParse(NewPassword, password).success)
    return { fault: `The password on standard input must have ${SHORTEST_PASSWORD} to 256 characters.` };
  return { command: { do: "add", name, role, password } };
}
