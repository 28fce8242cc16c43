import { expect, it } from "vitest";
import type { FoundPool } from "../../../parts/pool/pool-title.tsx";
import { matchingPool } from "./matching-pool.ts";

const found = (id: string, name: string, project: string, status = "OPEN"): FoundPool =>
  ({ pool: { id, private_name: name, status }, project: { public_name: project } }) as unknown as FoundPool;
const here = found("1", "Morning", "Cats");

it.each<[string, FoundPool[], string | null]>([
  ["the pool of both names", [found("7", "Evening", "Cats"), found("8", "Morning", "Cats")], "8"],
  ["the only pool of the project", [found("7", "Evening", "Cats"), found("8", "Morning", "Dogs")], "7"],
  ["none of several pools of the project", [found("7", "Evening", "Cats"), found("8", "Noon", "Cats")], null],
  ["none of two with both names", [found("7", "Morning", "Cats"), found("8", "Morning", "Cats")], null],
  ["no archived pool", [found("7", "Morning", "Cats", "ARCHIVED")], null],
  ["none of another project", [found("7", "Morning", "Dogs")], null],
])("is %s", (_what, others, id) => {
  expect(matchingPool(here, others)).toBe(id);
});
