import { problem } from "../../../shared/api/problem.ts";
import { lowerRole, type Role } from "../../../shared/roles.ts";
import type { Db } from "../../db/db.ts";
import type { Log } from "../../log.ts";
import type { Result } from "../../result.ts";
import { accessChanged } from "../access-changes.ts";
import { type Account, accountOfSubject, addSubject, setRole } from "../accounts.ts";
import { type Arrived, NotAsDemandedError, type OidcSettings, openProvider } from "./provider.ts";
import { openSeal } from "./sealed.ts";

export type OidcSignIn = ReturnType<typeof openOidcSignIn>;

const refused = (status: number, code: string): Result<never> => ({ ok: false, problem: problem(status, code) });

interface Entered {
  account: Account;
  /** Null: the person is new. */
  was: Role | null;
  /** Whether the provider has shown a level or a method that the settings demand. */
  strong: boolean;
  next: string;
}

/** Signing in through an OpenID provider. `secret`: seals what the browser keeps meanwhile. */
export function openOidcSignIn(db: Db, settings: OidcSettings, secret: () => string, log: Log) {
  const provider = openProvider(settings);
  const seal = openSeal(secret);
  return {
    /** How long a session lasts at most, in milliseconds; null: as others. */
    longestMs: settings.maxAge === null ? null : settings.maxAge * 1000,

    /** Where to go, and the text of a cookie. Problem: `OIDC_UNREACHABLE`. */
    async start(callback: string, next: string): Promise<Result<{ url: string; sealed: string }>> {
      try {
        const { url, started } = await provider.start(callback, next);
        return { ok: true, value: { url, sealed: await seal.seal(started) } };
      } catch (error) {
        log("warn", "The OpenID provider can't be used", { reason: (error as Error).message });
        return refused(503, "OIDC_UNREACHABLE");
      }
    },

    /** Where people may sign out at the provider; null: nowhere, or it can't be reached. */
    async signOutAddress(home: string): Promise<string | null> {
      return provider.signOutAddress(home).catch((error: Error) => {
        log("warn", "The OpenID provider can't be used", { reason: error.message });
        return null;
      });
    },

    /**
     * Who came back with this address and cookie; `was`: the role until now. Problems: `OIDC_FAILED`, `OIDC_TOO_WEAK`,
     * `OIDC_TOO_OLD`, `OIDC_NO_ROLE`, `OIDC_DISABLED`.
     */
    async finish(address: URL, sealed: string): Promise<Result<Entered>> {
      const started = await seal.open(sealed);
      if (started === null) return refused(401, "OIDC_FAILED");
      let arrived: Arrived;
      try {
        arrived = await provider.finish(address, started);
      } catch (error) {
        if (error instanceof NotAsDemandedError) return refused(403, error.code);
        // Only the kind of error: its details may hold a code or a token.
        log("warn", "A sign-in through the OpenID provider failed", { reason: (error as Error).name });
        return refused(401, "OIDC_FAILED");
      }
      const role = roleOf(arrived.groups, settings.roles);
      if (role === null) return refused(403, "OIDC_NO_ROLE");
      const { account, was } = await accountFor(db, settings.issuer, arrived, role);
      if (account.disabled_at !== null) return refused(403, "OIDC_DISABLED");
      return { ok: true, value: { account, was, strong: arrived.strong, next: started.next } };
    },
  };
}

/** The highest role of the groups; null if none of them has one. */
function roleOf(groups: readonly string[], roles: OidcSettings["roles"]): Role | null {
  const found = groups.flatMap((group) => roles.get(group) ?? []);
  const [first, ...others] = found;
  if (first === undefined) return null;
  return others.reduce((best, role) => (lowerRole(best, role) === best ? role : best), first);
}

/** The person with the role of this sign-in. Another person's name is never taken: the new one gets a number. */
async function accountFor(
  db: Db,
  issuer: string,
  { subject, name }: Arrived,
  role: Role,
): Promise<Pick<Entered, "account" | "was">> {
  const found = await db.write(async (tx) => {
    const known = await accountOfSubject(tx, issuer, subject);
    if (known === null)
      return { account: await addSubject(tx, { issuer, subject, name: nameFrom(name), role }), was: null };
    if (known.role !== role) await setRole(tx, known.id, role);
    return { account: { ...known, role }, was: known.role };
  });
  accessChanged(db, found.account.id);
  return found;
}

/** As names have to be here: one line, not too long. */
const nameFrom = (name: string): string => name.replaceAll(/\p{C}/gu, "").trim().slice(0, 90) || "Somebody";
