import { describe, expect, it } from "vitest";
import type { Toloka } from "../toloka/client.ts";
import type { Outcome } from "../toloka/exchange/exchange.ts";
import { openPickers } from "./pickers.ts";

type Query = Record<string, string>;
const answeredWith = <T>(value: T): Outcome<T> => ({ kind: "answered", status: 200, value, ms: 1, request_id: null });
const unreachable = { kind: "never-left", reason: "ECONNREFUSED", ms: 1 } as const;

const poolOf = (number: number) => ({
  id: String(number).padStart(6, "0"),
  project_id: String(number % 2),
  private_name: `Pool ${number}`,
  status: "OPEN",
});
const projects = ["Cats vs dogs", "Street signs"].map((public_name, id) => ({
  id: String(id),
  public_name,
  status: "ACTIVE",
  task_spec: { input_spec: {}, output_spec: {} },
}));

/** An account of so many pools, listed as Toloka lists: by id, from `id_gt` on. */
function accountOf(count: number) {
  const asked: Query[] = [];
  const state = { down: false, projectsDown: false };
  const listPools = async (query: Query) => {
    asked.push(query);
    if (state.down) return unreachable;
    const after = Array.from({ length: count }, (_, number) => poolOf(number)).filter(
      ({ id }) => id > (query.id_gt ?? ""),
    );
    const limit = Number(query.limit);
    return answeredWith({ items: after.slice(0, limit), has_more: after.length > limit });
  };
  const listProjects = async () =>
    state.projectsDown ? unreachable : answeredWith({ items: projects, has_more: false });
  let clock = 0;
  const catalogue = openPickers({ listPools, listProjects } as unknown as Toloka, () => clock);
  const pools = async (query: { q?: string; limit?: number; status?: string } = {}) => {
    const result = await catalogue.pools({ query: { limit: 100, ...query } });
    return result.ok ? { ids: result.value.items.map(({ pool }) => Number(pool.id)), ...result.value } : result.problem;
  };
  const later = (ms: number) => {
    clock += ms;
  };
  return { asked, state, pools, later };
}

describe("the pools of an account", () => {
  it("are read page by page to the end, newest first, with their projects", async () => {
    const { pools, asked } = accountOf(650);
    const found = await pools({ limit: 300 });
    expect(found).toMatchObject({ has_more: true });
    expect(found).toHaveProperty("ids.0", 649);
    expect(found).toHaveProperty("ids.299", 350);
    expect(found).toHaveProperty("items.0.project.public_name", "Street signs");
    expect(asked.map(({ id_gt, sort }) => [id_gt, sort])).toEqual([
      [undefined, "id"],
      ["000299", "id"],
      ["000599", "id"],
    ]);
  });

  it("end with a bound, and say that there are more", async () => {
    const { pools, asked } = accountOf(7000);
    expect(await pools()).toMatchObject({ has_more: true });
    expect(asked).toHaveLength(20);
  });

  it("are found by the words of their names, their projects' names and ids", async () => {
    const { pools } = accountOf(12);
    expect(await pools({ q: "CATS pool 10" })).toMatchObject({ ids: [10] });
    expect(await pools({ q: "000007" })).toMatchObject({ ids: [7] });
    expect(await pools({ q: "signs" })).toMatchObject({ ids: [11, 9, 7, 5, 3, 1], has_more: false });
    expect(await pools({ q: "nothing of this name" })).toMatchObject({ ids: [] });
  });

  it("are asked for once by those who ask together, and again after a while", async () => {
    const { pools, asked, later } = accountOf(3);
    await Promise.all([pools(), pools({ q: "pool" }), pools({ q: "cats" })]);
    expect(asked).toHaveLength(1);
    await pools({ status: "OPEN" });
    expect(asked).toHaveLength(2);
    later(15_000);
    await pools();
    expect(asked).toHaveLength(3);
  });

  it("are asked for again after a failure, which is said", async () => {
    const { pools, state } = accountOf(3);
    state.down = true;
    expect(await pools()).toMatchObject({ status: 503, code: "TOLOKA_UNREACHABLE" });
    state.down = false;
    expect(await pools()).toMatchObject({ ids: [2, 1, 0] });
  });

  it("are of use without their projects", async () => {
    const { pools, state } = accountOf(1);
    state.projectsDown = true;
    expect(await pools()).toMatchObject({ items: [{ project: null }] });
  });
});
