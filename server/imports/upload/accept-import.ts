import type { CreateImport, Import, RefusedRow } from "../../../shared/api/imports/import-routes.ts";
import { type Problem, problem, sentenceFor } from "../../../shared/api/problem.ts";
import type { PoolWithProject } from "../../../shared/api/routes.ts";
import type { FieldProblem } from "../../../shared/faults/faults.ts";
import { permanentFaults } from "../../../shared/pool-check/pool-check.ts";
import type { Task } from "../../../shared/task.ts";
import { parseJson } from "../../../shared/values/json.ts";
import { type Asked, askApproval, type Person } from "../../approvals/approvals.ts";
import type { Db } from "../../db/db.ts";
import type { Result } from "../../result.ts";
import { addToGroups, microDollarsOf, type TaskGroups } from "../../submissions/limits/cost.ts";
import type { PartDesk } from "../../submissions/parts.ts";
import { contentHashOf, importIdOf } from "../import-ids.ts";
import { findByKey, findImport, type ImportRow, importOf } from "../import-table.ts";
import type { Checking, Cut, Rows } from "./cut-rows.ts";
import { acceptUpload, beginUpload, type Complete, discardUpload, stagePart, UploadGone } from "./upload-table.ts";

/** The rows of an upload. They are read once, and only as fast as their parts are taken. */
export interface Upload {
  /** The idempotency key, if one was sent. */
  key: string | null;
  parts(checking: Checking): AsyncIterable<Cut>;
  /** Hash of the bytes that were read. */
  hash(): string;
}

export interface Accepting {
  db: Db;
  desk: PartDesk;
}

/**
 * Reads an upload into parts on disk, checking each row as a single creation is checked, and makes them an import when all of
 * them are there. Memory holds one part at a time. 200: the same content, or the same key with it, is an import already.
 */
export async function acceptImport(
  { db, desk }: Accepting,
  asked: CreateImport,
  upload: Upload,
  person: Person,
): Promise<Result<{ status: 200 | 202; value: Import }>> {
  const pool = await desk.pool(asked.pool_id);
  if (!pool.ok) return pool;
  const standing = poolProblem(pool.value);
  if (standing !== null) return { ok: false, problem: standing };
  const given = {
    upstream: desk.upstream(),
    environment: desk.environment,
    pool_id: asked.pool_id,
    mode: asked.mode,
    allow_defaults: asked.allow_defaults === "true",
    open_pool: asked.open_pool === "true",
    created_by: person.name,
  };
  const { task_spec } = pool.value.project;
  const keyed = upload.key === null ? null : await findByKey(db, desk.upstreams(), upload.key);
  if (keyed === null) await desk.noteTaskSpec(pool.value);
  const seq = keyed === null ? await beginUpload(db, given) : null;
  try {
    const needsCost = desk.limits?.limitsMoney || desk.approvalFrom !== null;
    const groups: TaskGroups | null = needsCost ? new Map() : null;
    const checking = { spec: task_spec, pool_id: asked.pool_id, mode: asked.mode };
    const staged = await stageParts(db, seq, upload, checking, groups);
    if (!staged.ok) return staged;
    const hash = contentHashOf({ ...given, content: upload.hash() });
    if (keyed !== null || seq === null) return sameOrReused(keyed!, hash);
    const import_id = importIdOf(hash, { key: upload.key, again: asked.again === "true" });
    const { rows, refused } = staged.value;
    const cost = groups === null ? free : microDollarsOf(pool.value.pool, groups);
    const complete = { seq, import_id, key: upload.key, hash, rows, refused };
    const approval = approvalOf(desk, given, complete, cost.ok ? cost.value : null);
    const accepted =
      cost.ok || !desk.limits?.limitsMoney
        ? await acceptWithin({ db, desk }, complete, { person, asked: approval }, cost.ok ? cost.value : 0)
        : cost;
    if (accepted.ok && accepted.value) {
      desk.wake();
      return { ok: true, value: { status: 202, value: importOf((await findImport(db, import_id))!) } };
    }
    const known =
      (await findImport(db, import_id)) ?? (upload.key && (await findByKey(db, desk.upstreams(), upload.key)));
    if (known) return sameOrReused(known, hash);
    return accepted.ok ? interrupted : accepted;
  } catch (error) {
    if (error instanceof UploadGone) return interrupted;
    throw error;
  } finally {
    // An accepted import is not changed by this.
    if (seq !== null) await discardUpload(db, seq);
  }
}

const free: Result<number> = { ok: true, value: 0 };

/** Accepts an upload if it is within the person's limits of a day. */
function acceptWithin(
  { db, desk: { limits } }: Accepting,
  upload: Complete,
  { person, asked }: { person: Person; asked: Asked | null },
  microDollars: number,
) {
  const amount = { tasks: upload.rows - upload.refused, microDollars };
  return acceptUpload(db, upload, async (tx, write) => {
    async function writeAll(): Promise<true> {
      await write();
      if (asked === null) return true;
      // Nothing of it is sent before somebody else has approved it.
      await tx.query("update imports set state = 'paused' where seq = $1", [upload.seq]);
      await askApproval(tx, db.now, asked, person);
      return true;
    }
    return limits === null ? { ok: true, value: await writeAll() } : limits.counting(tx, person.name, amount, writeAll);
  });
}

/** What a second person has to approve; null: nothing. */
function approvalOf(
  { approvalFrom }: PartDesk,
  { upstream, pool_id }: Pick<ImportRow, "upstream" | "pool_id">,
  { import_id: subject, rows, refused }: Complete,
  microDollars: number | null,
): Asked | null {
  const tasks = rows - refused;
  if (approvalFrom === null || tasks < approvalFrom) return null;
  return { kind: "import", subject, upstream, pool_id, tasks, microDollars };
}

const interrupted: Result<never> = { ok: false, problem: problem(503, "UPLOAD_INTERRUPTED") };

function poolProblem({ pool, project }: PoolWithProject): Problem | null {
  const [standing] = permanentFaults(pool, project);
  if (standing === undefined) return null;
  const fields = { pool_id: { code: standing.code, message: sentenceFor(standing.code) } };
  return problem(422, standing.code, { fields });
}

function sameOrReused(row: ImportRow, hash: string): Result<{ status: 200; value: Import }> {
  if (row.content_hash === hash) return { ok: true, value: { status: 200, value: importOf(row) } };
  return { ok: false, problem: problem(409, "IDEMPOTENCY_KEY_REUSED") };
}

/** Writes the parts of an upload; without `seq`, they are only read to the end, for their hash. `groups`: gets the tasks. */
async function stageParts(
  db: Db,
  seq: number | null,
  upload: Upload,
  checking: Checking,
  groups: TaskGroups | null,
): Promise<Result<Rows>> {
  let number = 0;
  for await (const cut of upload.parts(checking)) {
    if ("problem" in cut) return { ok: false, problem: cut.problem };
    if ("part" in cut) {
      if (seq !== null) await stagePart(db, seq, number++, cut.part);
      if (groups !== null && cut.part.tasks !== null)
        for (const task of parseJson(cut.part.tasks) as unknown as Task[]) addToGroups(groups, task);
      continue;
    }
    const { rows, refused, named } = cut.end;
    if (rows === 0) return { ok: false, problem: problem(422, "NO_ROWS") };
    if (checking.mode === "all" && refused > 0 && seq !== null)
      return { ok: false, problem: rowsRefused(named, refused) };
    return { ok: true, value: cut.end };
  }
  return interrupted;
}

/** The answer 422 that names the refused rows: the first ones in `rows`, their number in `refused_rows`. */
function rowsRefused(rows: RefusedRow[], refused_rows: number): Problem {
  const fields: Record<string, FieldProblem> = {};
  for (const { row, error } of rows.slice(0, 20))
    for (const [path, fault] of Object.entries(error.fields ?? { row: { code: error.code, message: error.message } }))
      fields[`${row}.${path}`] = fault;
  return { ...problem(422, "ROWS_REFUSED", { fields }), rows, refused_rows };
}
