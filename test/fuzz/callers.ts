import { createHmac } from "node:crypto";
import { ROLES, type Role } from "../../shared/roles.ts";
import { uuidFrom } from "../support/seeded-random.ts";
import { openPeopleAt } from "../support/sign-in/signed-in.ts";

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

/** People behind a caller, who have its sessions: signing out everywhere ends those of one of them. */
const PEOPLE = 60;
/** One request in so many may end a session. That is four times as often as it happens. */
const REQUESTS_A_SESSION = 60;

export interface Cast {
  callers: Caller[];
  /** People whom administrators may change. */
  victims: string[];
  /** What no answer may contain. */
  secrets: string[];
}

/**
 * Adds people, sessions and keys to the database at `url`, before the server starts. `requests`: how many of one caller the sessions have to
 * last for. Sessions are written directly, because
 * signing in takes 0.1 s of argon2id.
 */
export async function addCast(url: string, password: string, requests: number): Promise<Cast> {
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
    const ids: string[] = [];
    for (let count = 0; count < PEOPLE; count++) ids.push(await add(`${role} ${count}`, role));
    const cookies: string[] = [];
    for (let round = 0; round < Math.ceil(requests / REQUESTS_A_SESSION / PEOPLE); round++)
      await Promise.all(
        ids.map((personId, count) => {
          const id = uuidFrom(`${role}/${count}/${round}`).replaceAll("-", "");
          cookies.push(cookieOf(id, secret));
          return people.addSession(id, { personId, device: "Fuzz", address: "127.0.0.1" });
        }),
      );
    cast.callers.push(signedIn(role, cookies));
    const owner = await add(`${role} with a key`, role);
    const { key } = await people.makeKey(owner, { name: "Fuzz", role, days: 1 });
    cast.callers.push(withHeader(`key of ${role}`, `Bearer ${key}`, role));
    // Not all: each answer is searched for all of them.
    cast.secrets.push(key, ...cookies.slice(0, PEOPLE).map((cookie) => cookie.slice(5)));
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
