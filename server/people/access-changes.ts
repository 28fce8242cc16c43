import type { Db } from "../db/db.ts";

const PREFIX = "access ";
const KEYS = "keys of the server";

/** Says on every replica that what a person may do has changed: what is open for that person has to be checked again. */
export const accessChanged = (db: Db, personId: string): void => db.notify(PREFIX + personId);

/** Adds a listener and returns the function that removes it. `null`: it may be anybody, since notifications may have been lost. */
export const onAccessChanged = (db: Db, listener: (personId: string | null) => void): (() => void) =>
  db.listen((payload) => {
    if (payload === "") listener(null);
    else if (payload.startsWith(PREFIX)) listener(payload.slice(PREFIX.length));
  });

/** Says on every replica that keys of the server have changed. */
export const keysChanged = (db: Db): void => db.notify(KEYS);

/** Adds a listener and returns the function that removes it. It is also called when notifications may have been lost. */
export const onKeysChanged = (db: Db, listener: () => void): (() => void) =>
  db.listen((payload) => {
    if (payload === "" || payload === KEYS) listener();
  });
