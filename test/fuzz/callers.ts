import { createHmac } from "node:crypto";
import { ROLES, type Role } from "../../shared/roles.ts";
import { openPeopleAt } from "../support/desk/signed-in.ts";
import { uuidFrom } from "../support/seeded-random.ts";

/** Who asks, and what the requests carry. */
export interface Caller {
  name: string;
  /** Null: not signed in. */
  role: Role | null;
  session: boolean;
  headers(): Record<string, string>;
  /** Its session has ended: takes the next one. False if there is none left. */
  renew(): boolean;
}

/** Sessions that a caller may use up, each of a person of its own. */
const SPARE = 60;

export interface Cast {
  callers: Caller[];
  /** People whom administrators may change. */
  victims: string[];
  /** What no answer may contain. */
  secrets: string[];
}

/**
 * Adds people, sessions and keys to the database at `url`, before the server starts. Sessions are written directly, because
 * signing in takes 0.1 s of argon2id.
 */
export async function addCast(url: string, password: string): Promise<Cast> {
  const { people, close } = await openPeopleAt(url);
  const stored = await people.hashPassword(password);
  const secret = await people.sessionSecret();
  const cast: Cast = {
    callers: [anonymous(), withHeader("a wrong key", `Bearer desk_${"x".repeat(32)}`)],
    victims: [],
    secrets: [password, stored, secret],
  };
  const add = async (name: string, role: Role): Promise<string> => {
    const added = await people.add(name, role, stored);
    if (!added.ok) throw new Error(`${name} could not be added`);
    return added.value.id;
  };
  for (const role of ROLES) {
    const cookies: string[] = [];
    for (let count = 0; count < SPARE; count++) {
      const personId = await add(`${role} ${count}`, role);
      const id = uuidFrom(`${role}/${count}`).replaceAll("-", "");
      await people.addSession(id, { personId, device: "Fuzz", address: "127.0.0.1" });
      cookies.push(cookieOf(id, secret));
    }
    cast.callers.push(signedIn(role, cookies));
    const owner = await add(`${role} with a key`, role);
    const { key } = await people.makeKey(owner, { name: "Fuzz", role, days: 1 });
    cast.callers.push(withHeader(`key of ${role}`, `Bearer ${key}`, role));
    cast.secrets.push(key, ...cookies.map((cookie) => cookie.slice(5)));
  }
  for (let count = 0; count < 5; count++) cast.victims.push(await add(`Victim ${count}`, "operator"));
  await close();
  return cast;
}

/** The cookie of `express-session` for a session id. */
function cookieOf(id: string, secret: string): string {
  const signature = createHmac("sha256", secret).update(id).digest("base64").replace(/=+$/, "");
  return `desk=${encodeURIComponent(`s:${id}.${signature}`)}`;
}

const anonymous = (): Caller => ({
  name: "nobody",
  role: null,
  session: false,
  headers: () => ({}),
  renew: () => true,
});

const withHeader = (name: string, authorization: string, role: Role | null = null): Caller => ({
  name,
  role,
  session: false,
  headers: () => ({ authorization }),
  renew: () => role === null,
});

function signedIn(role: Role, cookies: string[]): Caller {
  let at = 0;
  return {
    name: role,
    role,
    session: true,
    headers: () => ({ cookie: cookies[at]! }),
    renew: () => ++at < cookies.length,
  };
}
