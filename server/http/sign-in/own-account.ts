import type { Role } from "../../../shared/roles.ts";
import type { Result } from "../../result.ts";
import type { Caller } from "../mount.ts";
import type { Entry } from "./access.ts";

/** The person and the session of a caller. Routes that need them let nobody else in. */
export function own({ identity, entry }: Caller): { id: string; session: string; entry: Entry } {
  if (identity.personId === null || identity.session === null || entry === null)
    throw new Error("a route of a person's own account was called without a session");
  return { id: identity.personId, session: identity.session, entry };
}

export interface Person {
  id: string;
  name: string;
  role: Role;
}

/** Starts the session of whom `result` names, who has shown all that is asked for. */
export async function enter(
  result: Result<Person>,
  caller: Pick<Caller, "entry" | "note">,
): Promise<Result<{ name: string; role: Role }>> {
  if (!result.ok) return result;
  const { id, name, role } = result.value;
  caller.note({ who: { personId: id, name, role }, subject: id });
  await caller.entry?.begin(id);
  return { ok: true, value: { name, role } };
}
