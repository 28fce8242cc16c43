import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../shared/values/json.ts";
import { call } from "../support/desk/http-call.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { CATS, cat, itemsIn, objectIn, startBuiltIn } from "./built-in.ts";

describe("after a restart", () => {
  it("tasks, operations with their logs, and the pools' status are unchanged", async () => {
    const first = await startBuiltIn();
    const id = randomUUID();
    await first.ask("POST", `/tasks?async_mode=true&operation_id=${id}&open_pool=true`, cat());
    const before = await first.ended(id);
    const task = await first.newest();
    await first.close();

    const second = await startBuiltIn({ dataDir: first.dataDir });
    expect(await second.ended(id)).toEqual(before);
    expect(await second.newest()).toEqual(task);
    expect((await second.ask("GET", `/pools/${CATS}`)).body).toMatchObject({ status: "OPEN" });
    const again = await second.ask("POST", `/tasks?async_mode=true&operation_id=${id}`, cat());
    expect([again.status, objectIn(again).code]).toEqual([409, "OPERATION_ALREADY_EXISTS"]);
    expect(String(objectIn(await second.ask("POST", "/tasks", cat())).id) > String(task!.id)).toBe(true);
    await second.stop();
  });

  it("an operation that was running ends", async () => {
    const first = await startBuiltIn({ operationMs: 300 });
    const { id, status } = objectIn(await first.ask("POST", "/tasks?async_mode=true", cat()));
    expect(status).toBe("RUNNING");
    await first.close();
    const second = await startBuiltIn({ dataDir: first.dataDir });
    expect((await second.ended(String(id))).operation).toMatchObject({ status: "SUCCESS", progress: 100 });
    await second.stop();
  });
});

/** A built-in Toloka in a process of its own. */
async function spawnBuiltIn(dataDir: string) {
  const file = pathToFileURL(`${import.meta.dirname}/../../server/local-toloka/server.ts`).href;
  const program = `import { startLocalToloka } from ${JSON.stringify(file)};
    const { url } = await startLocalToloka({ dataDir: ${JSON.stringify(dataDir)}, port: 0, operationMs: 0 });
    process.stdout.write(url);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = once(child, "exit");
  const [url] = (await once(child.stdout!, "data")) as [Buffer];
  return {
    post: (path: string, body: unknown) => call(`${url}/api/v1`, "POST", path, body, { authorization: "OAuth local" }),
    async kill9() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}

it("loses no answered creation when it is killed right after the answer", async () => {
  const dataDir = await temporaryFolder();
  const ids: string[] = [];
  for (let life = 0; life < 3; life++) {
    const killed = await spawnBuiltIn(dataDir);
    for (let round = 0; round < 5; round++) {
      const answers = await Promise.all([1, 2, 3].map(() => killed.post("/tasks", cat())));
      ids.push(...answers.map((answer) => String(objectIn(answer).id)));
    }
    await killed.kill9();
  }
  const after = await startBuiltIn({ dataDir });
  const kept = itemsIn(await after.ask("GET", `/tasks?pool_id=${CATS}`)).map(({ id }) => id);
  expect(kept).toEqual([...ids].sort());
  await after.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describe("digits", () => {
  it("are unchanged in the answer, in the log, in the list and after a change", async () => {
    const fields = { big: { type: "integer" }, share: { type: "float" }, more: { type: "json", required: false } };
    const toloka = await startBuiltIn({}, [
      { id: "601", input_spec: fields, output_spec: { share: { type: "float" } } },
    ]);
    const values = '{"big":9007199254740993,"share":0.710,"more":{"n":[1e400,-0.0,1.0,12345678901234567890.10]}}';
    const sent = `{"pool_id":"601","overlap":1,"input_values":${values},
      "known_solutions":[{"output_values":{"share":0.10},"correctness_weight":0.30}]}`;
    const post = (query: string) => toloka.ask("POST", `/tasks${query}`, sent);
    const created = await post("");
    expect(created.text).toContain(`"input_values":${values}`);
    expect(created.text).toContain('{"output_values":{"share":0.10},"correctness_weight":0.30}');

    const operation = objectIn(await post("?async_mode=true"));
    await toloka.ended(String(operation.id));
    expect((await toloka.ask("GET", `/operations/${operation.id}/log`)).text).toContain(values);
    const listed = await toloka.ask("GET", "/tasks?pool_id=601");
    expect(listed.text.split(values)).toHaveLength(3);
    const changed = await toloka.ask("PATCH", `/tasks/${objectIn(created).id}`, { overlap: 3 });
    expect(changed.text).toContain(values);
    expect(objectIn(changed).input_values).toEqual(parseJson(values));
    await toloka.stop();
  });
});

it("ids of one pool ascend strictly, within one request and over simultaneous requests", async () => {
  const toloka = await startBuiltIn();
  const many = await toloka.ask(
    "POST",
    "/tasks",
    Array.from({ length: 500 }, () => cat()),
  );
  const inOrder = Object.values(objectIn(many).items as Record<string, { id: string }>).map(({ id }) => id);
  expect(inOrder).toEqual([...new Set(inOrder)].sort());
  const one = await Promise.all(Array.from({ length: 50 }, () => toloka.ask("POST", "/tasks", cat())));
  const ids = one.map((answer) => String(objectIn(answer).id));
  expect(new Set(ids).size).toBe(50);
  expect([...ids].sort()[0]! > inOrder.at(-1)!).toBe(true);
  await toloka.stop();
});
