import { setTimeout as sleep } from "node:timers/promises";
import type { Import } from "../../shared/api/imports/import-routes.ts";
import type { Submission } from "../../shared/submission.ts";
import { isJsonObject } from "../../shared/values/json.ts";
import { importIn, LINES, linesOf, resultsOf } from "../support/desk/import-call.ts";
import { type SpawnedDesk, spawnDesk } from "../support/desk/spawned-desk.ts";
import { randomFaults } from "../support/toloka/faults.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { callUntilAnswered, type Desks, retryNow } from "./operator.ts";
import { tasksByImage } from "./verdict.ts";

export interface ImportCampaignOptions {
  rows: number;
  /** The probability of each kind of fault in an exchange. */
  share: number;
  seed: string;
  replicas: number;
  /** Null: SQLite. */
  databaseUrl: string | null;
  report: (text: string) => void;
}

export interface ImportCampaignResult {
  created: number;
  parts: number;
  /** Rows without a task, rows with several, and every other fault, in words. */
  lost: string[];
  duplicated: string[];
  wrong: string[];
  /** Parts that an operator had to decide about. */
  uncertain: number;
  faults: Record<string, number>;
  kills: number;
  seconds: number;
}

/** Characters of each task, so that there are many requests. */
const NOTE = 2_000;
const POOL = "1080020";
const DRAIN_MS = 300_000;
/** Faults end when this share of the rows is created: each kind has come by then. */
const FAULTS_UNTIL = 0.8;

const imageOf = (seed: string, row: number): string => `https://example.com/${seed}/${row}.jpg`;

/**
 * Uploads rows and kills the server with SIGKILL in the middle of the upload; uploads the same rows again; kills a server when
 * 40 % of the tasks are created, and on several replicas another one at 60 %; injects faults into the exchanges with Toloka
 * meanwhile. Afterwards every row has to have one task, and the results have to name it.
 */
export async function runImportCampaign(options: ImportCampaignOptions): Promise<ImportCampaignResult> {
  const { rows, seed, report } = options;
  const began = performance.now();
  const toloka = await startFaultyToloka({ record: false, operationMs: 30 });
  const desks: SpawnedDesk[] = [];
  let kills = 0;
  const kill = async (desk: SpawnedDesk, why: string): Promise<void> => {
    await desk.kill9();
    kills += 1;
    report(`killed ${why}`);
    await sleep(200);
    await desk.start();
  };
  try {
    const env = options.databaseUrl === null ? {} : { DATABASE_URL: options.databaseUrl };
    for (let index = 0; index < options.replicas; index++) desks.push(await spawnDesk({ toloka, env }));
    let turn = 0;
    const anyDesk: Desks = () => desks[turn++ % desks.length]!.url;
    const tasks = Array.from({ length: rows }, (_task, row) => ({
      input_values: { image: imageOf(seed, row), note: `${row} `.padEnd(NOTE, "x") },
      overlap: 1,
    }));
    const text = linesOf(tasks);
    await uploadAndKill(desks[0]!, text, kill);
    toloka.intercept(randomFaults(seed, options.share));
    const { import_id } = await upload(anyDesk, text);
    report(`accepted as ${import_id}`);
    for (const [index, share] of [0.4, 0.6].slice(0, Math.max(1, desks.length - 1)).entries()) {
      await reach(anyDesk, import_id, rows * share);
      await kill(desks[index]!, `at ${share * 100} %`);
    }
    await reach(anyDesk, import_id, rows * FAULTS_UNTIL);
    toloka.intercept(null);
    toloka.store.release();
    report("faults are stopped");
    const uncertain = await finish(anyDesk, import_id, toloka, report);
    const verdict = await judgeImport(desks[0]!, import_id, options, toloka);
    const parts = (await partsIn(anyDesk, import_id, "")).length;
    const faults = Object.fromEntries([...toloka.faultCounts].toSorted());
    return { ...verdict, parts, uncertain, faults, kills, seconds: Math.round((performance.now() - began) / 1_000) };
  } catch (error) {
    for (const desk of desks) report(`${desk.url} printed last:\n${desk.logs().slice(-3_000)}`);
    throw error;
  } finally {
    for (const desk of desks) await desk.remove();
    await toloka.close();
  }
}

/** Kills the server when half of the upload is sent. Nothing of it may ever reach Toloka, nor be listed. */
async function uploadAndKill(desk: SpawnedDesk, text: string, kill: (desk: SpawnedDesk, why: string) => Promise<void>) {
  const half = new TextEncoder().encode(text.slice(0, text.length / 2));
  const body = new ReadableStream({ start: (controller) => controller.enqueue(half) });
  const broken = fetch(`${desk.url}/api/imports?pool_id=${POOL}`, {
    ...{ method: "POST", headers: LINES, body, duplex: "half" },
  }).catch(() => {});
  await sleep(600);
  await kill(desk, "in the middle of the upload");
  await broken;
  const left = await callUntilAnswered(() => desk.url, "GET", "/api/imports");
  if (left.text !== '{"items":[],"next_cursor":null}') throw new Error(`an interrupted upload is listed: ${left.text}`);
}

/** Uploads until it is accepted. An answer that was lost is the same import when the upload is repeated. */
async function upload(desks: Desks, text: string): Promise<Import> {
  const answer = await callUntilAnswered(desks, "POST", `/api/imports?pool_id=${POOL}`, text, LINES, 60_000);
  if (answer.status !== 202 && answer.status !== 200) throw new Error(`the upload is refused: ${answer.text}`);
  return importIn(answer);
}

const stateOf = async (desks: Desks, importId: string): Promise<Import> =>
  importIn(await callUntilAnswered(desks, "GET", `/api/imports/${importId}`));

async function partsIn(desks: Desks, importId: string, status: string): Promise<Submission[]> {
  const parts: Submission[] = [];
  let cursor = "";
  do {
    const query = `import_id=${importId}&status=${status}&limit=20&cursor=${cursor}`;
    const { body } = await callUntilAnswered(desks, "GET", `/api/submissions?${query}`);
    const page = body as unknown as { items: Submission[]; next_cursor: string | null };
    parts.push(...page.items);
    cursor = page.next_cursor ?? "";
  } while (cursor !== "");
  return parts;
}

/** Waits until so many rows have come to an end; retries what would wait for a quota of hours. */
async function reach(desks: Desks, importId: string, rows: number): Promise<void> {
  const deadline = performance.now() + DRAIN_MS;
  for (;;) {
    const { created, uncertain, rejected } = await stateOf(desks, importId);
    if (created + uncertain + rejected >= rows) return;
    if (performance.now() > deadline) throw new Error(`${created} created after ${DRAIN_MS} ms`);
    await retryNow(desks, await partsIn(desks, importId, "queued,sending,waiting"));
    await sleep(100);
  }
}

/** Waits until nothing is pending or uncertain; decides as an operator who sees all of Toloka. Returns how often. */
async function finish(
  desks: Desks,
  importId: string,
  toloka: FaultyToloka,
  report: (text: string) => void,
): Promise<number> {
  let decided = 0;
  for (;;) {
    const { rows } = await stateOf(desks, importId);
    await reach(desks, importId, rows);
    const parts = await partsIn(desks, importId, "uncertain");
    if (parts.length === 0) return decided;
    const exist = new Set(tasksByImage(toloka.store.tasks).keys());
    for (const part of parts) {
      const images = "tasks" in part ? part.tasks.map(({ input_values }) => String(input_values?.image)) : [];
      report(
        `${part.operation_id} is uncertain: ${images.filter((image) => exist.has(image)).length} of its tasks exist`,
      );
      if (images.some((image) => exist.has(image))) throw new Error(`${part.operation_id} should have found its tasks`);
      await callUntilAnswered(desks, "POST", `/api/submissions/${part.operation_id}/settle`, { send_again: true });
      decided += 1;
    }
  }
}

async function judgeImport(
  desk: SpawnedDesk,
  importId: string,
  { rows, seed }: ImportCampaignOptions,
  toloka: FaultyToloka,
): Promise<Pick<ImportCampaignResult, "created" | "lost" | "duplicated" | "wrong">> {
  const stored = tasksByImage(toloka.store.tasks);
  const verdict = { created: toloka.store.tasks.length, lost: [] as string[], duplicated: [] as string[] };
  const wrong: string[] = [];
  for (let row = 0; row < rows; row++) {
    const count = stored.get(imageOf(seed, row))?.length ?? 0;
    if (count === 0) verdict.lost.push(`row ${row + 1} has no task`);
    if (count > 1) verdict.duplicated.push(`row ${row + 1} has ${count} tasks`);
  }
  const byId = new Map(toloka.store.tasks.map((task) => [task.id, task.input_values]));
  const results = await resultsOf(desk.call, importId);
  if (results.length !== rows) wrong.push(`${results.length} results for ${rows} rows`);
  for (const { row, status, task_id } of results) {
    const values = byId.get(task_id ?? "");
    if (status !== "created" || !isJsonObject(values) || values.image !== imageOf(seed, row - 1))
      wrong.push(`row ${row} is ${status} as ${task_id}`);
  }
  const state = importIn(await desk.call("GET", `/api/imports/${importId}`));
  const { status, created, pending, rejected, uncertain } = state;
  if (status !== "done" || created !== rows || pending + rejected + uncertain !== 0)
    wrong.push(`the import says ${JSON.stringify(state)}`);
  return { ...verdict, wrong };
}
