import type { Db } from "../db/db.ts";
import type { Toloka } from "../toloka/client.ts";
import { findAccount, nameAccount } from "./journal/accounts.ts";

/**
 * The upstream of a row: the Toloka and the account that it is meant for. It is the host with the requester's id; until the
 * id is known, the host with a fingerprint of the token.
 */
export interface Identity {
  /** The upstream of new rows. */
  upstream(): string;
  /** The upstreams whose rows may be sent now. */
  upstreams(): string[];
  /** The upstream with the account's id; null: the id is not known yet. */
  account(): string | null;
  close(): void;
}

const RETRY_MS = 5_000;
/** How long a start waits for Toloka's answer. */
const START_WAIT_MS = 1_500;

/**
 * Asks Toloka for the token's account, once for each token: the journal keeps the answer. Rows that were written before the
 * answer get the account's upstream then. A token that is replaced while the server runs is asked about again.
 */
export async function openIdentity(db: Db, toloka: Toloka, url: string): Promise<Identity> {
  const provisional = (): string => `${url} token:${toloka.tokenFingerprint()}`;
  const accounts = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  /** A request is running, or planned. */
  let asking = false;

  async function ask(): Promise<void> {
    const asked = provisional();
    const remembered = await findAccount(db, asked);
    if (remembered !== null) {
      accounts.set(asked, remembered);
      return;
    }
    const answer = await toloka.getRequester();
    // A token that was replaced meanwhile may belong to another account.
    if (answer.kind !== "answered" || provisional() !== asked) throw new Error("the account is not known yet");
    const account = `${url} ${answer.value.id}`;
    await nameAccount(db, asked, account);
    accounts.set(asked, account);
  }
  async function askOn(): Promise<void> {
    if (asking) return;
    asking = true;
    try {
      await ask();
      asking = false;
    } catch {
      timer = setTimeout(() => {
        asking = false;
        void askOn();
      }, RETRY_MS).unref();
    }
  }
  function account(): string | null {
    const known = accounts.get(provisional());
    if (known === undefined) void askOn();
    return known ?? null;
  }

  await Promise.race([askOn(), new Promise((resolve) => setTimeout(resolve, START_WAIT_MS).unref())]);
  return {
    account,
    upstream: () => account() ?? provisional(),
    upstreams() {
      const name = account();
      return name === null ? [provisional()] : [name, provisional()];
    },
    close: () => clearTimeout(timer),
  };
}
