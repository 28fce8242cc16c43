import type { Db } from "../db/db.ts";
import type { Toloka } from "../toloka/client.ts";
import { findAccount, nameAccount } from "./journal/accounts.ts";

/** For whom rows are meant: the host and the requester's account. */
export interface Identity {
  /** The mark that new rows get. */
  upstream(): string;
  /** The marks of rows that may be sent now. */
  upstreams(): string[];
  close(): void;
}

const RETRY_MS = 5_000;
/** The start does not wait longer than this for Toloka to answer. */
const START_WAIT_MS = 1_500;

/**
 * Asks Toloka whose token this is, once for each token: the journal remembers. Until it answers for the first time, rows
 * are marked by the host and a one-way mark of the token, so that they can only ever go to where they were meant for;
 * afterwards they are given to the account. A token renewed while running is asked about anew.
 */
export async function openIdentity(db: Db, toloka: Toloka, url: string): Promise<Identity> {
  const markNow = (): string => `${url} token:${toloka.tokenFingerprint()}`;
  const accounts = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  /** A question is under way, or will be asked again in a while. */
  let asking = false;

  async function ask(): Promise<void> {
    const mark = markNow();
    const remembered = await findAccount(db, mark);
    if (remembered !== null) {
      accounts.set(mark, remembered);
      return;
    }
    const answer = await toloka.getRequester();
    // A token renewed during the question may be another account's.
    if (answer.kind !== "answered" || markNow() !== mark) throw new Error("the account is not known yet");
    const account = `${url} ${answer.value.id}`;
    await nameAccount(db, mark, account);
    accounts.set(mark, account);
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
    const known = accounts.get(markNow());
    if (known === undefined) void askOn();
    return known ?? null;
  }

  await Promise.race([askOn(), new Promise((resolve) => setTimeout(resolve, START_WAIT_MS).unref())]);
  return {
    upstream: () => account() ?? markNow(),
    upstreams() {
      const name = account();
      return name === null ? [markNow()] : [name, markNow()];
    },
    close: () => clearTimeout(timer),
  };
}
