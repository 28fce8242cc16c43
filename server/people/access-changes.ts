import type { Db } from "../db/db.ts";

const PREFIX = "access ";

/** Says on every replica that what a person may do has changed: what is open for that person has to be checked again. */
export const accessChanged = (db: Db, personId: string): void => db.notify(PREFIX + personId);

/** Adds a listener and returns the function that removes it. `null`: it may be anybody, since notifications may have been lost. */
export const onAccessChanged = (db: Db, listener: (personId: string | null) => void): (() => void) =>
  db.listen((payload) => {
    if (payload === "") listener(null);
    else if (payload.startsWith(PREFIX)) listener(payload.slice(PREFIX.length));
  });
