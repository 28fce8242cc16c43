import { describe, expect, it } from "vitest";
import { type AuditFacts, type AuditRow, BEGINNING, chained, type End, firstBreak } from "./chain.ts";

const facts = (subject: string): AuditFacts => ({
  person_id: "p1",
  name: "Ada",
  role: "administrator",
  via: "session",
  address: "192.0.2.1",
  device: "Firefox on Linux",
  action: "changeRole",
  subject,
  status: 200,
  code: null,
  before: '{"role":"viewer"}',
  after: '{"role":"operator"}',
});

function chain(length: number): AuditRow[] {
  const rows: AuditRow[] = [];
  let end: End = BEGINNING;
  for (let index = 1; index <= length; index++) {
    const row = chained(end, facts(`subject ${index}`), 1_000 + index);
    rows.push(row);
    end = row;
  }
  return rows;
}

describe("the chain of the audit log", () => {
  it("is whole as it was written, in one piece and in two", () => {
    const rows = chain(5);
    expect(firstBreak(BEGINNING, rows)).toBeNull();
    expect(firstBreak(rows[1]!, rows.slice(2))).toBeNull();
  });

  it.each<[string, Partial<AuditRow>]>([
    ["at", { at: 5 }],
    ["person_id", { person_id: null }],
    ["name", { name: "Eve" }],
    ["role", { role: "viewer" }],
    ["via", { via: "key" }],
    ["address", { address: "" }],
    ["device", { device: "" }],
    ["action", { action: "signIn" }],
    ["subject", { subject: null }],
    ["status", { status: 403 }],
    ["code", { code: "ROLE_TOO_LOW" }],
    ["before", { before: null }],
    ["after", { after: "{}" }],
    ["previous_hash", { previous_hash: "0" }],
    ["hash", { hash: "0" }],
  ])("breaks at a row whose %s was changed", (_column, changed) => {
    const rows = chain(5);
    rows[2] = { ...rows[2]!, ...changed };
    expect(firstBreak(BEGINNING, rows)).toBe(3);
  });

  it("breaks where a row was removed, and where two were swapped", () => {
    const rows = chain(5);
    expect(firstBreak(BEGINNING, rows.toSpliced(1, 1))).toBe(2);
    expect(firstBreak(BEGINNING, rows.slice(1))).toBe(1);
    const [first, second, third, ...rest] = rows as [AuditRow, AuditRow, AuditRow];
    expect(firstBreak(BEGINNING, [first, third, second, ...rest])).toBe(2);
    const renumbered = [first, { ...third, seq: 2 }, { ...second, seq: 3 }, ...rest];
    expect(firstBreak(BEGINNING, renumbered)).toBe(2);
  });

  it("breaks after a row that was changed and hashed anew", () => {
    const rows = chain(5);
    rows[1] = chained(rows[0]!, facts("another"), 1_002);
    expect(firstBreak(BEGINNING, rows)).toBe(3);
  });
});
