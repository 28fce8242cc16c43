import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askRaw, problemIn } from "../support/desk/raw-request.ts";
import { type SpawnedDesk, spawnDesk } from "../support/desk/spawned-desk.ts";
import { until } from "../support/until.ts";

const POOL = "1080020";
const MIB = 1024 * 1024;
const STALL = 200;
const JSON_TYPE = { "content-type": "application/json" };

let desk: SpawnedDesk;
beforeAll(async () => {
  const watch = pathToFileURL(join(import.meta.dirname, "../support/desk/loop-watch.ts")).href;
  desk = await spawnDesk({ env: { NODE_OPTIONS: `--import ${watch}` } });
  // The first request also compiles code.
  await post(task('"input_values":{"image":"https://example.org/a.jpg"}'));
});
afterAll(() => desk.remove());

const post = (body: string, path = "/api/submissions") => askRaw(desk.port, "POST", path, JSON_TYPE, body);
const task = (members: string) => `{"task":{"pool_id":"${POOL}",${members}}}`;
/** A JSON list of as many items as fit into `bytes`. */
const list = (item: string, bytes: number) => `[${Array(Math.floor(bytes / (item.length + 1))).fill(item)}]`;
const items = (item: string, count: number) => `[${Array(count).fill(item)}]`;
const members = (count: number) => Array.from({ length: count }, (_, at) => `"k${at}":0`).join();

const rss = () => Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${desk.pid()}/status`, "utf8"))![1]) / 1024;

/** CPU time in milliseconds of the longest turn of the server's event loop since the last call. */
async function longestTurn(): Promise<number> {
  const before = desk.logs().length;
  desk.signal("SIGUSR2");
  const figure = () => /longest turn: (\d+) ms/.exec(desk.logs().slice(before))?.[1];
  await until("the figure", async () => figure() !== undefined);
  return Number(figure());
}

const FULL = 6 * MIB - 200;
const WORST: [string, string, number, string][] = [
  ["empty solutions", task(`"known_solutions":${list("{}", FULL)}`), 413, "TOO_MANY_VALUES"],
  ["numbers as solutions", task(`"known_solutions":${list("0", FULL)}`), 413, "TOO_MANY_VALUES"],
  ["numbers as people", task(`"reserved_for":${list("0", FULL)}`), 413, "TOO_MANY_VALUES"],
  ["unknown keys", `{"task":{},${members(420_000)}}`, 413, "TOO_MANY_VALUES"],
  ["unknown keys of a task", task(members(420_000)), 413, "TOO_MANY_VALUES"],
  ["brackets", "[".repeat(FULL), 400, "NESTED_TOO_DEEP"],
  ["one text of escapes", task(`"overlap":"${"\\u0041".repeat(FULL / 6)}"`), 422, "VALIDATION_ERROR"],
  ["one text of commas", task(`"overlap":"${",".repeat(FULL)}"`), 422, "VALIDATION_ERROR"],
  ["a long key", task(`"overlap":1.5,"${"k".repeat(FULL)}":0`), 422, "VALIDATION_ERROR"],
  ["a number with many zeros", task(`"input_values":{"n":1${"0".repeat(200_000)}1}`), 422, "VALIDATION_ERROR"],
  ["solutions to the bound", task(`"known_solutions":${items("{}", 5_000)}`), 422, "VALIDATION_ERROR"],
  ["people to the bound", task(`"reserved_for":${items("0", 5_000)}`), 422, "VALIDATION_ERROR"],
  ["keys to the bound", `{"task":{},${members(4_999)}}`, 422, "VALIDATION_ERROR"],
  ["values to the bound", task(`"input_values":{"n":${items("0.10", 49_000)}}`), 422, "VALIDATION_ERROR"],
  ["objects to the bound", task(`"input_values":{"n":${items('{"a":0.10}', 24_000)}}`), 422, "VALIDATION_ERROR"],
];

describe("a body under the size limit", () => {
  it.each(WORST)(
    "with %s is refused with a short answer and without blocking the event loop",
    async (_name, body, status, code) => {
      expect(body.length).toBeLessThanOrEqual(6 * MIB);
      await longestTurn();
      const answer = await post(body);
      expect(await longestTurn()).toBeLessThan(STALL);
      expect(problemIn(answer)).toMatchObject({ status, code });
      expect(answer.text.length).toBeLessThan(16_384);
    },
  );

  it("with many faults is answered with twenty of them and the number of the others", async () => {
    const { fields, detail } = problemIn(await post(task(`"reserved_for":${items("0", 5_000)}`)));
    expect(Object.keys(fields!)).toHaveLength(20);
    expect(detail).toContain("In all: 5,000.");
  });

  it("is checked for duplicates under the same limits", async () => {
    const answer = await post(task(`"known_solutions":${list("{}", FULL)}`), "/api/duplicates");
    expect(problemIn(answer)).toMatchObject({ status: 413, code: "TOO_MANY_VALUES" });
    expect(await longestTurn()).toBeLessThan(STALL);
  });

  it("with as much text as Toloka accepts is accepted", async () => {
    const image = `https://example.org/${"a".repeat(MIB - 100)}`;
    const answer = await post(task(`"input_values":{"image":"${image}"}`));
    expect(answer.status).toBe(202);
    expect(await longestTurn()).toBeLessThan(STALL);
  });
});

describe("many large bodies at once", () => {
  it("are refused without blocking the event loop, and their memory is freed", async () => {
    await longestTurn();
    for (let round = 0; round < 2; round++) await Promise.all(WORST.map(([, body]) => post(body)));
    const answers = await Promise.all([...WORST.slice(0, 8), ...WORST.slice(0, 2)].map(([, body]) => post(body)));
    expect(answers.filter(({ status }) => status >= 500 || status === 429)).toEqual([]);
    expect(await longestTurn()).toBeLessThan(STALL);
    await until("the memory to be freed", async () => rss() < 250);
  });

  it("take limited memory while they are incomplete, and small bodies are still accepted", async () => {
    const before = rss();
    const head = `POST /api/submissions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${6 * MIB}\r\n\r\n`;
    const sockets: Socket[] = [];
    const refusals: string[] = [];
    for (let count = 0; count < 60; count++) {
      const socket = connect(desk.port, "127.0.0.1");
      socket.on("error", () => {}).on("data", (data) => refusals.push(String(data)));
      await once(socket, "connect");
      socket.write(head + " ".repeat(3 * MIB));
      sockets.push(socket);
    }
    // Two are being read and sixteen are queued.
    await until("the others to be refused", async () => refusals.length >= 60 - 18);
    for (const answer of refusals) expect(answer).toMatch(/^HTTP\/1\.1 429 [\s\S]*\r\nRetry-After: 2\r\n/);
    const small = await post(task('"input_values":{"image":"https://example.org/b.jpg"}'));
    expect(small.status).toBe(202);
    expect(rss() - before).toBeLessThan(100);
    for (const socket of sockets) socket.destroy();
    await until("large ones to be read again", async () => (await post(WORST[0]![1])).status === 413);
  });
});
