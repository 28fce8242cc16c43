import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ExactNumber } from "../../shared/values/json.ts";
import { seed } from "./seed/seed.ts";
import { document, documents, openState, plainDate, putDocument, type State } from "./state.ts";
import { createTask } from "./tasks/tasks.ts";

let folder: string;
let state: State;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "built-in-state-"));
  state = openState(folder);
});
afterEach(() => {
  state.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What another process would find. */
function kept(sql: string): Record<string, unknown>[] {
  const other = new DatabaseSync(join(folder, "local-toloka.sqlite"), { readOnly: true });
  const rows = other.prepare(sql).all();
  other.close();
  return rows;
}

const pool = (id: string, more = {}) => ({ id, private_name: "p", ...more });

describe("the state", () => {
  it("keeps what one turn wrote together, and says when", async () => {
    putDocument(state, "pool", pool("1"));
    putDocument(state, "pool", pool("2"));
    expect(kept("select id from documents")).toEqual([]);
    await state.committed();
    expect(kept("select id from documents")).toEqual([{ id: "1" }, { id: "2" }]);
  });

  it("has nothing to wait for when nothing was written", async () => {
    await expect(state.committed()).resolves.toBeUndefined();
  });

  it("writes pending changes when it closes", () => {
    putDocument(state, "pool", pool("3"));
    state.close();
    state = openState(folder);
    expect(document(state, "pool", "3")).toEqual(pool("3"));
  });

  it("gives documents as they are now, with their digits", () => {
    putDocument(state, "pool", pool("1", { reward_per_assignment: new ExactNumber("0.020") }));
    expect(String(document(state, "pool", "1")!.reward_per_assignment)).toBe("0.020");
    putDocument(state, "pool", pool("1", { status: "OPEN" }));
    expect(document(state, "pool", "1")!.status).toBe("OPEN");
    expect(document(state, "project", "1")).toBeNull();
    putDocument(state, "project", pool("1"));
    expect(document(state, "project", "1")).toEqual(pool("1"));
  });

  it("orders documents by their ids as numbers", () => {
    for (const id of ["10", "9", "100"]) putDocument(state, "pool", pool(id));
    expect(documents(state, "pool").map(({ id }) => id)).toEqual(["9", "10", "100"]);
  });
});

describe("the sample account", () => {
  it("is made once: what was changed since stays", async () => {
    seed(state, Date.now());
    putDocument(state, "pool", { ...document(state, "pool", "1080020")!, status: "OPEN" });
    seed(state, Date.now());
    expect(document(state, "pool", "1080020")!.status).toBe("OPEN");
  });

  it("has a project for each of its pools, and ids that occur once", () => {
    seed(state, Date.now());
    const ids = documents(state, "pool").map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { project_id } of documents(state, "pool"))
      expect(document(state, "project", String(project_id))).not.toBeNull();
  });
});

describe("ids of tasks", () => {
  const create = () => String(createTask(state, { pool_id: "77", input_values: {} }, 1).id);

  it("ascend within a moment", () => {
    const ids = Array.from({ length: 1_000 }, create);
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  it("go on from the newest after a restart, although the clock was set back", () => {
    const stamp = (Date.now() + 3_600_000) * 1_000;
    state.run("insert into tasks (id, pool_id, stamp, body) values ('later', '77', ?, '{}')", stamp);
    state.close();
    state = openState(folder);
    const second = Number.parseInt(create().slice(12, 20), 16);
    expect(second).toBe(Math.floor((stamp + 1) / 1_000_000));
  });
});

it("dates are UTC without a zone", () => {
  expect(plainDate(1_680_001_569_827)).toBe("2023-03-28T11:06:09.827");
});
