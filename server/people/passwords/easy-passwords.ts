import { readFile } from "node:fs/promises";
import { SHORTEST_PASSWORD } from "../../../shared/api/people/people-routes.ts";
import { parseJson } from "../../../shared/values/json.ts";

/** What everybody would try first besides the person's name. */
const OF_THE_SERVICE = /task[\s_-]*desk|toloka|толок/;

let common: Promise<ReadonlySet<string>> | undefined;

/** The most common passwords that are long enough for us, in lower case: some 4,000 of leaked ones. Read at the first use. */
async function commonPasswords(): Promise<ReadonlySet<string>> {
  const listed = parseJson(await readFile(new URL(import.meta.resolve("popular-passwords/data.json")), "utf8"));
  const long = (listed as string[]).filter((password) => password.length >= SHORTEST_PASSWORD);
  return new Set(long.map((password) => password.toLowerCase()));
}

/**
 * Whether a password would be among the first guesses: one of the most common ones, with the person's name or the service's, or
 * of hardly any different characters.
 */
export async function isEasy(password: string, name: string): Promise<boolean> {
  const lower = password.normalize("NFC").toLowerCase();
  if (new Set(password).size < 5 || OF_THE_SERVICE.test(lower)) return true;
  if (name.length > 3 && lower.includes(name.normalize("NFC").toLowerCase())) return true;
  common ??= commonPasswords();
  return (await common).has(lower);
}
