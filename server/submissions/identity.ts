import type { Db } from "../db/db.ts";
import type { Toloka } from "../toloka/client.ts";
import { adoptRows } from "./journal.ts";

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
 * Asks Toloka whose token this is. Until it answers, rows are marked by the host and a one-way mark of the token, so that
 * they can only ever go to where they were meant for; afterwards they are given to the account. A token renewed while
 * running is asked about anew.
 */
export async function openIdentity(db: Db, toloka: Toloka, url: string): Promise<Identity> {
  let known: { mark: string; account: string } | null = null;
  let timer: NodeJS.Timeout | undefined;
  let asking = false;

  async function ask(): Promise<void> {
    const mark = toloka.tokenMark();
    const answer = await toloka.getRequester();
    if (answer.kind !== "answered") throw new Error("the account is not known yet");
    const account = `${url} ${answer.value.id}`;
    await adoptRows(db, `${url} token:${mark}`, account);
    known = { mark, account };
  }
  function askOn(): Promise<void> {
    if (asking) return Promise.resolve();
    asking = true;
    return ask()
      .catch(() => {
        timer = setTimeout(askOn, RETRY_MS).unref();
      })
      .finally(() => {
        asking = false;
      });
  }
  function account(): string | null {
    if (known === null || known.mark === toloka.tokenMark()) return known?.account ?? null;
    known = null;
    void askOn();
    return null;
  }
  const byToken = (): string => `${url} token:${toloka.tokenMark()}`;

  await Promise.race([askOn(), new Promise((resolve) => setTimeout(resolve, START_WAIT_MS).unref())]);
  return {
    upstream: () => account() ?? byToken(),
    upstreams() {
      const name = account();
      return name === null ? [byToken()] : [name, byToken()];
    },
    close: () => clearTimeout(timer),
  };
}
