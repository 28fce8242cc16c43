import { isJsonObject, type Json, parseJson, stringifyJson } from "../../../shared/values/json.ts";

/** What an entry says of one thing: before and after. `undefined`: nothing. */
export interface Change {
  name: string;
  before: string | undefined;
  after: string | undefined;
}

/** The members of an entry's JSON texts, those that did not change left out. */
export function changesOf({ before, after }: { before: string | null; after: string | null }): Change[] {
  const [old, now] = [membersOf(before), membersOf(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  const all = names.map((name) => ({ name, before: old.get(name), after: now.get(name) }));
  return all.filter((change) => change.before !== change.after);
}

/** A text that is no JSON object is one member without a name. */
function membersOf(text: string | null): Map<string, string> {
  if (text === null) return new Map();
  const value = parsed(text);
  if (!isJsonObject(value)) return new Map([["", text]]);
  return new Map(Object.entries(value).map(([name, member]) => [name, shown(member)]));
}

const shown = (value: Json | undefined): string => (typeof value === "string" ? value : stringifyJson(value ?? null));

function parsed(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}
