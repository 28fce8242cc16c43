/** Runs statements. `$1`, `$2`… are replaced by `values`; `bigint` columns are returned as `number`; `undefined` is stored as null. */
export interface Queryable {
  query<Row extends object = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>;
}

/**
 * The journal's database, the same on either engine. `query` only reads, and only what is committed. Changes need `write` or
 * `execute`.
 */
export interface Db extends Queryable {
  engine: "sqlite" | "postgres";
  /** `query` for what may take long: lists, searches and counts. Nothing else waits for it. */
  scan: Queryable["query"];
  /** SQL expression: milliseconds since 1970 by the database's clock, constant within a statement. */
  now: string;
  /**
   * Runs `unit` as one transaction and resolves with its result when it is on disk. If the unit rejects, or one of its
   * statements fails, nothing is changed. The unit may run more than once, so it must have no effects except through `tx`.
   * It must wait for nothing except `tx`.
   * Rejects with `DbUnavailableError` if the database cannot be used now: the outcome may then be unknown.
   */
  write<T>(unit: (tx: Queryable) => Promise<T>): Promise<T>;
  /**
   * Runs one statement as a transaction, in one round trip. A process that is suspended meanwhile holds no locks, so use it
   * for rows that many processes change. `durable: false`: does not wait for the disk, which frees such rows sooner; a crash
   * may undo the change.
   */
  execute<Row extends object = Record<string, unknown>>(
    text: string,
    values?: unknown[],
    options?: { durable: boolean },
  ): Promise<Row[]>;
  /** Notifies every replica, this one included. Delivery is not guaranteed, so listeners must also read the journal. */
  notify(payload: string): void;
  /** Adds a listener for every `notify` and returns the function that removes it. `""`: notifications may have been lost. */
  listen(listener: (payload: string) => void): () => void;
  /** Why the journal cannot be written now, in a sentence; null: it can. After a failed write this tries to write. */
  failure(): Promise<string | null>;
  /** Waits for running writes, then closes. */
  close(): Promise<void>;
}
