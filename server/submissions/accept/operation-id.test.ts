import { afterEach, expect, it, vi } from "vitest";
import { newOperationId } from "./operation-id.ts";

afterEach(() => {
  vi.useRealTimers();
});

it("makes UUIDs of version 4 that differ within a millisecond", () => {
  vi.useFakeTimers({ now: 1_780_000_000_000 });
  const ids = new Set(Array.from({ length: 1_000 }, newOperationId));
  expect(ids.size).toBe(1_000);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it("makes them in the order of time", () => {
  vi.useFakeTimers({ now: 1_780_000_000_000 });
  const ids: string[] = [];
  for (const step of [1, 254, 1, 65_536, 86_400_000, 31_536_000_000]) {
    ids.push(newOperationId());
    vi.advanceTimersByTime(step);
  }
  expect(ids).toEqual(ids.toSorted());
});
