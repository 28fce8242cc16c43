/** What can run a statement. `$1`, `$2`… stand for `values`; `bigint` columns come as `number`; `undefined` is stored as null. */
export interface Queryable {
  query<Row extends object = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>;
}

/**
 * The journal's database, the same on either engine. `query` only reads, and sees what is committed; whatever changes
 * anything goes through `write` or `execute`.
 */
export interface Db extends Queryable {
  engine: "sqlite" | "postgres";
  /** SQL expression: milliseconds since 1970 by the database's clock, one value for a whole statement. */
  now: string;
  /**
   * Runs `unit` as one transaction and resolves with its result once that is on disk. A unit that rejects, or one of
   * whose statements failed, changes nothing. It may run more than once, so it must have no effect but through `tx`;
   * it must not wait for anything but `tx`, nor begin a `write` and wait for it.
   * Rejects with `DbUnavailableError` when the database cannot do it now: the outcome may then be unknown.
   */
  write<T>(unit: (tx: Queryable) => Promise<T>): Promise<T>;
  /**
   * A unit of one statement that depends on nothing before it. On a server it is over in one trip, so a process that
   * freezes in the middle keeps no row from the others: what many of them change at once belongs here. `durable: false` does not wait for the
   * disk, where nobody is hurt if a crash takes the change back: a row that all want is then free at once.
   */
  execute<Row extends object = Record<string, unknown>>(
    text: string,
    values?: unknown[],
    options?: { durable: boolean },
  ): Promise<Row[]>;
  /** Tells every replica, this one included; without delivery guarantee, so listeners also look for themselves. */
  notify(payload: string): void;
  /** Hears every `notify`; `""` after a lost connection came back: anything may have changed. Returns the way to stop. */
  listen(heard: (payload: string) => void): () => void;
  /** Why the journal cannot be written now, in a sentence; null: it can. After a write has failed this tries one. */
  failure(): Promise<string | null>;
  /** Waits for writes under way, then closes. */
  close(): Promise<void>;
}
