import { v4 as uuid } from "uuid";
import type { Approval, Decision } from "../../shared/api/approvals/approval-routes.ts";
import { type Problem, problem } from "../../shared/api/problem.ts";
import { dollars } from "../../shared/values/decimal.ts";
import type { Db, Queryable } from "../db/db.ts";

/** What takes the approval of a second person. `importsFrom`: imports of so many tasks; null: none. */
export interface SecondPerson {
  sendAgain: boolean;
  importsFrom: number | null;
}

/** Who asks or decides. */
export interface Person {
  /** Null: nobody signs in, so nothing takes an approval. */
  id: string | null;
  name: string;
}

/** What is asked for. `microDollars`: null if the cost is not known. */
export interface Asked extends Pick<Approval, "kind" | "subject" | "pool_id" | "tasks"> {
  upstream: string;
  microDollars: number | null;
}

interface Row extends Omit<Approval, "cost" | "own" | "asked_at" | "decided_at"> {
  micro_dollars: number | null;
  asked_by_id: string;
  asked_at: number;
  decided_at: number | null;
}

const MOST = 100;

/** Asks for an approval, in the transaction that makes its subject wait. No effect if one is pending. */
export async function askApproval(tx: Queryable, nowSql: string, asked: Asked, person: Person): Promise<void> {
  const { kind, subject, upstream, pool_id, tasks, microDollars } = asked;
  await tx.query(
    `insert into approvals (approval_id, kind, subject, upstream, pool_id, tasks, micro_dollars, asked_by_id, asked_by, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, ${nowSql}) on conflict (subject) where state = 'pending' do nothing`,
    [uuid(), kind, subject, upstream, pool_id, tasks, microDollars, person.id ?? "", person.name],
  );
}

/**
 * Decides what is pending, once, in the transaction that does what follows. Null: it is decided. Problems: `APPROVAL_OWN` for the
 * one who asked, `NO_APPROVAL` if nothing is pending.
 */
export async function decideApproval(
  tx: Queryable,
  nowSql: string,
  subject: string,
  decision: Decision,
  person: Person,
): Promise<Problem | null> {
  const [state, reason] = "approve" in decision ? ["approved", null] : ["refused", decision.refuse];
  const decided = await tx.query(
    `update approvals set state = $2, reason = $3, decided_by = $4, decided_at = ${nowSql}
     where subject = $1 and state = 'pending' and asked_by_id <> $5 returning approval_id`,
    [subject, state, reason, person.name, person.id ?? ""],
  );
  if (decided.length > 0) return null;
  return (await isPending(tx, subject)) ? problem(403, "APPROVAL_OWN") : problem(409, "NO_APPROVAL");
}

/** Whether something waits for an approval. */
export async function isPending(db: Queryable, subject: string): Promise<boolean> {
  const rows = await db.query("select 1 as one from approvals where subject = $1 and state = 'pending'", [subject]);
  return rows.length > 0;
}

/** What is pending of some upstreams, or all approvals of a subject; newest first. */
export async function listApprovals(
  db: Db,
  asked: { upstreams: string[]; subject: string | undefined },
  person: Person,
): Promise<Approval[]> {
  const { upstreams, subject } = asked;
  const places = upstreams.map((_upstream, index) => `$${index + 1}`).join(", ");
  const which = subject === undefined ? "state = 'pending'" : `subject = $${upstreams.length + 1}`;
  const rows = await db.query<Row>(
    `select * from approvals where upstream in (${places}) and ${which} order by asked_at desc limit ${MOST}`,
    [...upstreams, ...(subject === undefined ? [] : [subject])],
  );
  return rows.map((row) => shown(row, person));
}

function shown(row: Row, person: Person): Approval {
  const { approval_id, kind, subject, pool_id, tasks, state, asked_by, decided_by, reason } = row;
  return {
    ...{ approval_id, kind, subject, pool_id, tasks, state, asked_by, decided_by, reason },
    cost: row.micro_dollars === null ? null : dollars({ top: BigInt(row.micro_dollars), over: 1_000_000n }),
    asked_at: iso(row.asked_at),
    own: row.asked_by_id === person.id,
    decided_at: row.decided_at === null ? null : iso(row.decided_at),
  };
}

const iso = (ms: number): string => new Date(ms).toISOString();
