import * as z from "zod/mini";
import { Requester } from "../toloka.ts";
import { Health } from "./health.ts";

const Used = z.object({ used: z.number(), limit: z.number() });

/** Whether Toloka takes the token. */
export const TokenCheck = z.object({
  /** `unreachable`: Toloka did not answer, or with an error that says nothing about the token. */
  state: z.enum(["accepted", "refused", "unreachable"]),
  checked_at: z.string(),
  /** The account, with its balance; null unless the token is accepted. */
  requester: z.nullable(Requester),
  /** Whether the balance is below the setting `BALANCE_WARNING`. */
  balance_low: z.boolean(),
  /** Why it is not accepted. */
  problem: z.nullable(z.object({ code: z.string(), message: z.string() })),
});
export type TokenCheck = z.infer<typeof TokenCheck>;

/** Where the token comes from. Both null: it is the built-in Toloka's own. */
export const TokenFrom = z.object({
  variable: z.nullable(z.string()),
  file: z.nullable(z.string()),
});
export type TokenFrom = z.infer<typeof TokenFrom>;

/** What the journal holds. */
export const Overview = z.object({
  /** How many submissions for this Toloka and account are not finished. */
  unfinished: z.record(z.enum(["queued", "sending", "waiting", "uncertain"]), z.number()),
  /** How many submissions were ever accepted. On PostgreSQL it may be a few more. */
  submissions: z.number(),
  /** The size of the database. */
  bytes: z.number(),
  /** Tasks created in this minute and on this day (UTC), counted by Toloka's limits; null: they are not counted. */
  creations: z.nullable(z.object({ minute: Used, day: Used })),
});
export type Overview = z.infer<typeof Overview>;

/** Everything that an administrator asks about the server and its Toloka. */
export const Connection = z.object({
  version: z.string(),
  started_at: z.string(),
  toloka: Health.shape.toloka,
  token: TokenFrom,
  check: TokenCheck,
  /** Requests to Toloka per second over all replicas; 0: no limit. */
  requests_per_second: z.number(),
  /** Whether the server checks media URLs. */
  probe: z.boolean(),
  journal: z.object({
    engine: Health.shape.journal.shape.engine,
    /** Why it cannot be used; null: it can. */
    failure: z.nullable(z.string()),
    hold: Health.shape.hold,
  }),
  /** The next two: null if the journal cannot be read. */
  queue: z.nullable(Health.shape.queue),
  overview: z.nullable(Overview),
});
export type Connection = z.infer<typeof Connection>;
