import { expect, it } from "vitest";
import { dayOf, momentOf, readMoment, textOfMoment } from "./moments.ts";

it.each<[string, string | null]>([
  ["2026-01-31T09:30Z", "2026-01-31T09:30:00.000Z"],
  ["2026-01-31T09:30:15Z", "2026-01-31T09:30:15.000Z"],
  ["2026-01-31 09:30", "2026-01-31T09:30:00.000Z"],
  ["2026-01-31", "2026-01-31T00:00:00.000Z"],
  ["31.01.2026", null],
  ["2026-13-01", null],
  ["tomorrow", null],
  ["", null],
])("%s is the moment %s", (text, moment) => {
  expect(readMoment(text)?.toISOString() ?? null).toBe(moment);
});

it("a chosen day or time becomes a moment in UTC, to the second, and back", () => {
  expect(momentOf("2026-01-31")).toBe("2026-01-31T00:00:00Z");
  expect(momentOf("")).toBeUndefined();
  expect(dayOf(readMoment("2026-01-31T23:59Z"))).toBe("2026-01-31");
  const moment = momentOf("2026-06-01T10:20");
  expect(textOfMoment(readMoment(moment!), true)).toBe("2026-06-01T10:20");
  expect(textOfMoment(readMoment("2026-01-31T09:30Z"), false)).toBe("2026-01-31");
});
