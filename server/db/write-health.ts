import { randomBytes } from "node:crypto";
import type { Db, Queryable } from "./engine.ts";
import { DbUnavailableError } from "./failures.ts";

/**
 * Characters of a trial write: as many as the largest input values have, since a full disk often has room for small writes.
 * They are random, so that they cannot be compressed.
 */
const TRIAL_LENGTH = 1_048_576;

/**
 * Watches the results of writes. `failure`: why the journal cannot be written; null: it can. After a failed write, only a trial
 * write of this size shows that the journal can be written again: small ones may succeed in between.
 */
export function watchWrites(write: Db["write"]): Pick<Db, "failure"> & {
  followed<T>(written: Promise<T>): Promise<T>;
} {
  let failed = false;
  return {
    async followed<T>(written: Promise<T>): Promise<T> {
      try {
        return await written;
      } catch (error) {
        if (error instanceof DbUnavailableError) failed = true;
        throw error;
      }
    },
    async failure() {
      if (!failed) return null;
      try {
        await write(writeTrial);
        failed = false;
        return null;
      } catch (error) {
        if (error instanceof DbUnavailableError) return error.message;
        throw error;
      }
    },
  };
}

const writeTrial = (tx: Queryable): Promise<object[]> =>
  tx.query(
    `insert into journal_trial (id, filler) values (1, $1) on conflict (id) do update set filler = excluded.filler`,
    [randomBytes(TRIAL_LENGTH / 2).toString("hex")],
  );
