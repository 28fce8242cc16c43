import { v4 as uuid } from "uuid";
import type { Db } from "../../db/db.ts";
import type { Log } from "../../log.ts";
import type { Toloka } from "../../toloka/client.ts";
import { createPollTimes } from "../../toloka/poll-times.ts";
import type { Trace } from "../../tracing/trace.ts";
import type { Changes } from "../changes.ts";
import type { Holding } from "../hold.ts";
import type { Identity } from "../identity.ts";
import { CLOCK_TOLERANCE_MS, claimDue, renewLeases, untilDue } from "../journal/claims.ts";
import type { SubmissionRow } from "../journal/row.ts";
import { advance } from "./advance.ts";
import type { Pacer } from "./pacing.ts";
import type { Fresh, Sending } from "./work.ts";

/** How long a claim holds a row unless it is renewed. */
export const LEASE_MS = 15_000;
const RENEW_MS = 4_000;
/** In this last part of a lease, a sender starts no request that cannot be repeated. */
const LEASE_MARGIN_MS = 5_000;
/** Maximum number of rows that one process works on. */
const MAX_ACTIVE = 512;
/** How many more are sent ahead of the queue: new submissions, for which somebody waits. */
const MAX_AHEAD = 64;
/** Maximum time between two searches of all planned rows for those that another clock planned. */
const SEARCH_ALL_MS = 60_000;
/** Maximum time between two reads of due rows: other replicas may have left some. */
const TICK_MS = 1_000;
/** While the token is refused, one submission tries it in this time. */
const PAUSE_MS = 5_000;

export interface Sender {
  /**
   * A claim for a new submission that can be sent at once, or ahead of the queue if a repeated request does no harm;
   * `null`: it has to be queued.
   */
  claimForNew(operationId: string, repeatable: boolean): NewClaim | null;
  /** Processes a row inserted with such a claim. */
  adopt(row: SubmissionRow, claim: NewClaim): void;
  /** Releases such a claim: the row was not inserted. */
  forget(claim: NewClaim): void;
  wake(): void;
  paused(): string | null;
  /** Claims nothing more; resolves when the rows being processed are released. */
  stop(): Promise<void>;
}

interface NewClaim extends Fresh {
  id: string;
  operationId: string;
}

/** The loop: claims due rows, advances them concurrently, sleeps until the next is due. */
export function startSender(parts: {
  db: Db;
  toloka: Toloka;
  pacer: Pacer;
  changes: Changes;
  identity: Identity;
  hold: Holding;
  trace: Trace;
  log: Log;
}): Sender {
  const { db, pacer, identity, hold, trace, log } = parts;
  /** Claims held: the time of the last renewal (monotonic clock), and the operation ids of their rows. */
  const claims = new Map<string, { renewed: number; rows: Set<string> }>();
  /** New rows' claims are numbered: every claim is another one. */
  const claimer = uuid();
  let claimed = 0;
  let active = 0;
  let ahead = 0;
  let backlog = true;
  /** The journal's time at the last look at it. At the start, nobody knows whether the clock was set back before. */
  let latest = 0;
  let clockSetBack = true;
  /** When rows planned by another clock were looked for last (monotonic clock). */
  let searched = performance.now();
  let paused: { reason: string; until: number } | null = null;
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  /** When the timer fires (monotonic clock). */
  let planned = 0;
  let claiming: Promise<void> = Promise.resolve();
  let wanted = false;
  let idle: () => void = () => {};

  const sending: Sending = {
    ...parts,
    pollTimes: createPollTimes(),
    upstreams: identity.upstreams,
    holds: (claim) => {
      const held = claims.get(claim);
      return held !== undefined && performance.now() - held.renewed < LEASE_MS - LEASE_MARGIN_MS;
    },
    pause(reason) {
      if (reason === null && paused === null) return;
      if (reason !== null && paused?.reason !== reason) log("warn", `Sending paused: ${reason}`);
      if (reason === null) log("info", "Sending resumed");
      paused = reason === null ? null : { reason, until: performance.now() + PAUSE_MS };
      if (reason === null) wake();
    },
    due(ms) {
      if (performance.now() + ms < planned) plan(ms);
    },
    stopping: () => stopping,
    held: hold.held,
  };

  function run(row: SubmissionRow, claim: string, fresh: Fresh | null): void {
    active += 1;
    const attributes = { "desk.operation_id": row.operation_id };
    // A row of this process's own request is linked to it; any other is found by its operation id.
    const parent = fresh === null ? "none" : "linked";
    trace
      .span({ name: "send submission", kind: "internal", parent, attributes }, () =>
        advance(row, claim, sending, fresh),
      )
      .catch((error: unknown) => {
        // The row keeps its claim until the lease ends. Then it is claimed again.
        log("error", "A submission could not be advanced", { operation_id: row.operation_id, error: String(error) });
      })
      .finally(() => {
        active -= 1;
        if (fresh?.ahead) ahead -= 1;
        release(claim, row.operation_id);
        if (active === 0) idle();
        if (active < MAX_ACTIVE && backlog) wake();
      });
  }

  function release(claim: string, operationId: string): void {
    const held = claims.get(claim);
    if (!held) return;
    held.rows.delete(operationId);
    if (held.rows.size === 0) claims.delete(claim);
  }

  async function claimBatch(): Promise<void> {
    const room = MAX_ACTIVE - active;
    if (stopping) return;
    if (room <= 0) return plan(TICK_MS);
    const limit = paused ? (performance.now() >= paused.until && active === 0 ? 1 : 0) : Math.min(room, 128);
    if (limit === 0) return plan(1_000);
    const claim = uuid();
    const held = { renewed: performance.now(), rows: new Set<string>() };
    claims.set(claim, held);
    try {
      await hold.refresh();
      const queued = !hold.held();
      const upstreams = identity.upstreams();
      const rows = await claimDue(db, { upstreams, claim, leaseMs: LEASE_MS, limit, queued, clockSetBack });
      clockSetBack = false;
      for (const { operation_id } of rows) held.rows.add(operation_id);
      backlog = rows.length === limit;
      for (const row of rows) run(row, claim, null);
      if (rows.length === 0) claims.delete(claim);
      if (backlog && !paused) wake();
      // Queued rows stay due during a hold.
      else if (hold.held()) plan(TICK_MS);
      else {
        const { now, wait } = await untilDue(db, upstreams);
        // Once a minute in any case: it may have been set forward and back between two looks.
        clockSetBack = now < latest - CLOCK_TOLERANCE_MS || performance.now() - searched > SEARCH_ALL_MS;
        if (clockSetBack) searched = performance.now();
        latest = now;
        plan(clockSetBack ? 5 : Math.max(5, Math.min(TICK_MS, wait ?? TICK_MS)));
      }
    } catch (error) {
      if (held.rows.size === 0) claims.delete(claim);
      log("error", "Due submissions could not be read", { error: String(error) });
      plan(TICK_MS);
    }
  }

  function plan(ms: number): void {
    if (stopping) return;
    clearTimeout(timer);
    planned = performance.now() + ms;
    timer = setTimeout(wake, ms);
  }

  /** One claim at a time; a wake during one leads to exactly one more. */
  function wake(): void {
    if (stopping || wanted) return;
    wanted = true;
    claiming = claiming.then(() => {
      wanted = false;
      return claimBatch();
    });
  }

  const renewing = setInterval(() => {
    // A claim whose rows are still being read keeps the lease that they were read with.
    const held = [...claims].filter(([, { rows }]) => rows.size > 0);
    const at = performance.now();
    const rows = held.flatMap(([, claim]) => [...claim.rows]);
    renewLeases(db, { claims: held.map(([claim]) => claim), rows }, LEASE_MS).then(
      () => {
        // A process that was suspended for longer than the lease no longer holds the row.
        for (const [, claim] of held) if (at - claim.renewed < LEASE_MS) claim.renewed = at;
      },
      (error: unknown) => log("error", "Leases could not be renewed", { error: String(error) }),
    );
  }, RENEW_MS);

  wake();
  return {
    claimForNew(operationId, repeatable) {
      if (stopping || paused || hold.held()) return null;
      const atOnce = !backlog && active < MAX_ACTIVE && pacer.tryRequest();
      // What is sent ahead waits as `sending`: if the server ends meanwhile, it is sent again.
      if (!atOnce && (!repeatable || ahead >= MAX_AHEAD)) return null;
      if (!atOnce) ahead += 1;
      const id = `${claimer} ${++claimed}`;
      claims.set(id, { renewed: performance.now(), rows: new Set([operationId]) });
      return { id, operationId, ahead: !atOnce };
    },
    adopt: (row, claim) => run(row, claim.id, claim),
    forget(claim) {
      if (claim.ahead) ahead -= 1;
      release(claim.id, claim.operationId);
    },
    wake,
    paused: () => paused?.reason ?? null,
    async stop() {
      stopping = true;
      clearTimeout(timer);
      await claiming;
      if (active > 0) await new Promise<void>((resolve) => (idle = resolve));
      clearInterval(renewing);
    },
  };
}
