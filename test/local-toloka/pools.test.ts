import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BuiltIn, cat, itemsIn, objectIn, startBuiltIn, verdictOf } from "./built-in.ts";

let toloka: BuiltIn;
beforeAll(async () => {
  toloka = await startBuiltIn();
});
afterAll(() => toloka.stop());

const ids = async (path: string) => itemsIn(await toloka.ask("GET", path)).map(({ id }) => id);
const act = (path: string) => toloka.ask("POST", path);
const statusOf = async (path: string) => objectIn(await toloka.ask("GET", path)).status;

describe("the list of pools", () => {
  it("has no trainings, which have their own list", async () => {
    const pools = await ids("/pools?limit=300");
    expect(pools).not.toContain("1080024");
    expect(await ids("/trainings")).toEqual(["1080024"]);
    expect((await toloka.ask("GET", "/pools/1080024")).body).toMatchObject({
      type: "TRAINING",
      reward_per_assignment: 0,
      mixer_config: { real_tasks_count: 0, golden_tasks_count: 0 },
      defaults: { default_overlap_for_new_task_suites: 30_000 },
    });
  });

  it("is paged by id, compared as a number", async () => {
    const all = await ids("/pools?limit=300");
    expect(all).toEqual([...all].sort((a, b) => Number(a) - Number(b)));
    const { items, has_more } = objectIn(await toloka.ask("GET", `/pools?limit=2&sort=id&id_gt=${all[1]}`));
    expect([(items as { id: string }[]).map(({ id }) => id), has_more]).toEqual([all.slice(2, 4), true]);
    expect(await ids("/pools?id_gt=9&limit=300")).toEqual(all);
  });

  it("is filtered by project, status and time", async () => {
    expect(await ids("/pools?project_id=92695")).toEqual(["1080040"]);
    expect(await ids("/pools?status=ARCHIVED")).toEqual(["1080023"]);
    expect(await ids("/pools?created_gt=2999-01-01T00:00:00")).toEqual([]);
    expect(await ids("/pools?last_started_gt=2001-01-01T00:00:00&status=OPEN")).toEqual(["1080029"]);
  });

  it("holds at most 300", async () => {
    expect(verdictOf(await toloka.ask("GET", "/pools?limit=301"))).toEqual({ limit: "VALUE_GREATER_THAN_MAX" });
  });
});

describe("projects", () => {
  it("are listed, sorted by their names too", async () => {
    const names = itemsIn(await toloka.ask("GET", "/projects?sort=-public_name")).map(({ public_name }) => public_name);
    expect(names).toEqual([...names].sort().reverse());
    expect(await ids("/projects?status=ARCHIVED")).toEqual(["92700"]);
  });

  it("of the Template Builder have their config as text, with a version of each component", async () => {
    const { task_spec } = objectIn(await toloka.ask("GET", "/projects/92694"));
    const { view_spec } = task_spec as { view_spec: { type: string; config: string; lock: Record<string, string> } };
    expect([view_spec.type, typeof view_spec.config]).toEqual(["tb", "string"]);
    expect(Object.keys(view_spec.lock)).toContain("core");
    const parts = [...view_spec.config.matchAll(/"type":"((?!data\.)[^"]+)"/g)].map(([, type]) => type);
    expect(Object.keys(view_spec.lock)).toEqual(expect.arrayContaining(parts));
  });
});

it("the requester has a number as balance", async () => {
  expect((await toloka.ask("GET", "/requester")).body).toMatchObject({
    id: expect.any(String),
    balance: expect.any(Number),
    public_name: { EN: expect.any(String) },
  });
});

describe("a pool", () => {
  it("without tasks does not open", async () => {
    const answer = await act("/pools/1080041/open");
    expect([answer.status, answer.body]).toEqual([
      409,
      expect.objectContaining({
        code: "EMPTY_POOL",
        message: "Pool contains no tasks. Operation is not allowed",
        payload: null,
      }),
    ]);
  });

  it("opens and closes with operations; the answer is empty when there is nothing to do", async () => {
    await toloka.ask("POST", "/tasks", cat());
    const opened = await act("/pools/1080020/open");
    expect([opened.status, opened.body]).toEqual([
      202,
      expect.objectContaining({ type: "POOL.OPEN", parameters: { pool_id: "1080020" } }),
    ]);
    const { operation } = await toloka.ended(String(objectIn(opened).id));
    expect(operation).toMatchObject({ status: "SUCCESS" });
    expect(await statusOf("/pools/1080020")).toBe("OPEN");
    expect(await act("/pools/1080020/open")).toMatchObject({ status: 204, body: null });

    expect(await act("/pools/1080020/close")).toMatchObject({ status: 202, body: { type: "POOL.CLOSE" } });
    expect((await toloka.ask("GET", "/pools/1080020")).body).toMatchObject({
      status: "CLOSED",
      last_close_reason: "MANUAL",
    });
    expect((await act("/pools/1080020/close")).status).toBe(204);
  });

  it("that is closed for an update has this reason", async () => {
    await act("/pools/1080020/open");
    expect(await act("/pools/1080020/close-for-update")).toMatchObject({ status: 202, body: { type: "POOL.CLOSE" } });
    expect((await toloka.ask("GET", "/pools/1080020")).body).toMatchObject({ last_close_reason: "FOR_UPDATE" });
  });

  it("is archived only when it is closed, and refuses changes afterwards", async () => {
    const refused = await act("/pools/1080029/archive");
    expect([refused.status, verdictOf(refused)]).toEqual([409, "POOL_INAPPROPRIATE_STATUS"]);
    const { id } = objectIn(await toloka.ask("POST", "/tasks", cat({ pool_id: "1080029" })));
    await act("/pools/1080029/close");
    expect(await act("/pools/1080029/archive")).toMatchObject({ status: 202, body: { type: "POOL.ARCHIVE" } });
    expect((await act("/pools/1080029/archive")).status).toBe(204);
    for (const answer of [
      await act("/pools/1080029/open"),
      await toloka.ask("PATCH", "/pools/1080029", { priority: 5 }),
      await toloka.ask("PATCH", `/tasks/${id}`, { overlap: 2 }),
    ])
      expect([answer.status, verdictOf(answer)]).toEqual([409, "POOL_INAPPROPRIATE_STATUS"]);
  });

  it("does not open if its project is archived, it is locked, or the balance is too low", async () => {
    expect(verdictOf(await act("/pools/1080045/open"))).toBe("PROJECT_INAPPROPRIATE_STATUS");
    expect(verdictOf(await act("/pools/1080028/open"))).toBe("POOL_LOCKED_BY_ANOTHER_OPERATION");
    await toloka.ask("POST", "/tasks", cat({ pool_id: "1080025" }));
    expect(verdictOf(await act("/pools/1080025/open"))).toBe("NOT_ENOUGH_BALANCE");
  });

  it("has a priority that can be changed", async () => {
    expect((await toloka.ask("PATCH", "/pools/1080021", { priority: 50 })).body).toMatchObject({ priority: 50 });
    expect((await toloka.ask("GET", "/pools/1080021")).body).toMatchObject({ priority: 50 });
  });

  it("that does not exist is 404 for every request", async () => {
    for (const answer of [
      await toloka.ask("GET", "/pools/1"),
      await act("/pools/1/open"),
      await toloka.ask("PATCH", "/pools/1", {}),
      await act("/trainings/1080020/open"),
    ])
      expect([answer.status, verdictOf(answer)]).toEqual([404, "DOES_NOT_EXIST"]);
  });
});

it("a training opens and closes, and its pool with it", async () => {
  const known_solutions = [{ output_values: { result: "cat" } }];
  const task = cat({ pool_id: "1080024", known_solutions, message_on_unknown_solution: "Look at the ears" });
  expect((await toloka.ask("POST", "/tasks", task)).status).toBe(201);
  expect(await act("/trainings/1080024/open")).toMatchObject({
    status: 202,
    body: { type: "TRAINING.OPEN", parameters: { training_id: "1080024" } },
  });
  expect([await statusOf("/trainings/1080024"), await statusOf("/pools/1080024")]).toEqual(["OPEN", "OPEN"]);
  expect(await act("/trainings/1080024/close")).toMatchObject({ status: 202, body: { type: "TRAINING.CLOSE" } });
  expect([await statusOf("/trainings/1080024"), await statusOf("/pools/1080024")]).toEqual(["CLOSED", "CLOSED"]);
});

it("a running operation ends after a restart, and its id stays taken", async () => {
  const slow = await startBuiltIn({ operationMs: 600 });
  const asked = await slow.ask("POST", "/tasks?async_mode=true", cat());
  const running = objectIn(asked);
  expect(running.status).toBe("RUNNING");
  await slow.close();
  const again = await startBuiltIn({ dataDir: slow.dataDir });
  expect((await again.ask("POST", `/tasks?async_mode=true&operation_id=${running.id}`, cat())).status).toBe(409);
  const { operation, log } = await again.ended(String(running.id));
  expect(operation).toMatchObject({ status: "SUCCESS", submitted: running.submitted });
  const { task_id } = log[0]!.output as { task_id: string };
  expect((await again.ask("GET", `/tasks/${task_id}`)).status).toBe(200);
  const next = objectIn(await again.ask("POST", "/tasks", cat()));
  expect(String(next.id) > task_id).toBe(true);
  await again.stop();
});
