import { openDb } from "../../../server/db/db.ts";
import { openPeople, type People } from "../../../server/people/people.ts";
import type { Role } from "../../../shared/roles.ts";
import { type Answered, call } from "../desk/http-call.ts";

export const PASSWORD = "correct horse battery";

/** The people of the database at `url`, which no server may have open on SQLite. `close` closes it again. */
export async function openPeopleAt(url: string): Promise<{ people: People; close(): Promise<void> }> {
  const db = await openDb(url);
  return { people: openPeople(db), close: () => db.close() };
}

/** Adds people with `PASSWORD`, hashed once. */
export async function addPeople(url: string, added: Record<string, Role>): Promise<void> {
  const { people, close } = await openPeopleAt(url);
  const stored = await people.hashPassword(PASSWORD);
  for (const [name, role] of Object.entries(added)) await people.add(name, role, stored);
  await close();
}

export interface Visitor {
  /** A request with the cookies that earlier answers set. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  /** The value of `Cookie`; empty without cookies. */
  cookie(): string;
  signIn(name: string, password?: string): Promise<Answered>;
}

/** A client of a desk that keeps its cookies. `headers` are sent with each request. */
export function visitor(url: string, headers: Record<string, string> = {}): Visitor {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const ask: Visitor["call"] = async (method, path, body, more = {}) => {
    const sent = jar.size > 0 ? { cookie: cookie() } : {};
    const answered = await call(url, method, path, body, { ...headers, ...sent, ...more });
    for (const set of answered.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
      if (value === "") jar.delete(name!);
      else jar.set(name!, value!);
    }
    return answered;
  };
  return {
    call: ask,
    cookie,
    signIn: (name, password = PASSWORD) => ask("POST", "/api/sign-in", { name, password }),
  };
}

/** The id of a person, as an administrator reads it. */
export async function idOf(administrator: Visitor, name: string): Promise<string> {
  const { items } = (await administrator.call("GET", "/api/people")).body as unknown as {
    items: { id: string; name: string }[];
  };
  return items.find((person) => person.name === name)!.id;
}
