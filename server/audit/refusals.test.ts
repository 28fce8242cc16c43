import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AuditFacts } from "./chain.ts";
import { ADDRESSES, COUNT_MS, createRefusals, OWN_ENTRIES, OWN_ENTRIES_OF_ALL } from "./refusals.ts";

const refusal = (given: Partial<AuditFacts> = {}): AuditFacts => ({
  person_id: null,
  name: "",
  role: null,
  via: "none",
  address: "192.0.2.1",
  device: "Firefox on Linux",
  action: "listSubmissions",
  subject: null,
  status: 401,
  code: "NOT_SIGNED_IN",
  before: null,
  after: null,
  ...given,
});
const attempt = (given: Partial<AuditFacts> = {}) => refusal({ action: "signIn", code: "SIGN_IN_FAILED", ...given });

describe("refused requests", () => {
  let written: AuditFacts[];
  let errors: string[];
  let refusals: ReturnType<typeof createRefusals>;
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse("2026-11-28T10:00:00Z") });
    written = [];
    errors = [];
    refusals = createRefusals(
      async (facts) => void written.push(facts),
      ({ message }) => errors.push(message),
    );
  });
  afterEach(() => vi.useRealTimers());
  const many = async (count: number, facts: (index: number) => AuditFacts) => {
    for (let index = 0; index < count; index++) await refusals.add(facts(index));
  };

  it("without an attempt to sign in are one entry a minute and address", async () => {
    await many(1_000, () => refusal());
    expect(written).toEqual([]);
    await vi.advanceTimersByTimeAsync(COUNT_MS);
    expect(written).toHaveLength(1);
    expect(written[0]).toMatchObject({
      action: "refusedRequests",
      address: "192.0.2.1",
      status: 401,
      code: "NOT_SIGNED_IN",
    });
    expect(JSON.parse(written[0]!.after!)).toEqual({
      requests: 1_000,
      codes: { NOT_SIGNED_IN: 1_000 },
      from: "2026-11-28T10:00:00.000Z",
      to: "2026-11-28T10:00:00.000Z",
    });
    await vi.advanceTimersByTimeAsync(10 * COUNT_MS);
    expect(written).toHaveLength(1);
    await refusals.add(refusal());
    await vi.advanceTimersByTimeAsync(COUNT_MS);
    expect(JSON.parse(written[1]!.after!)).toMatchObject({ requests: 1 });
  });

  it("that try to sign in have entries of their own at first, then are counted", async () => {
    await many(OWN_ENTRIES + 3, () => attempt());
    await refusals.add(refusal());
    expect(written).toHaveLength(OWN_ENTRIES);
    expect(written[0]).toEqual(attempt());
    await refusals.flush();
    expect(written).toHaveLength(OWN_ENTRIES + 1);
    expect(written.at(-1)).toMatchObject({
      code: null,
      after: expect.stringContaining('{"SIGN_IN_FAILED":3,"NOT_SIGNED_IN":1}'),
    });
  });

  it("of a person name the person, and are not counted with those of others at the address", async () => {
    const ofAda = refusal({
      person_id: "p1",
      name: "Ada",
      role: "viewer",
      via: "key",
      status: 403,
      code: "ROLE_TOO_LOW",
    });
    await many(OWN_ENTRIES + 2, () => ofAda);
    await refusals.add(refusal());
    await refusals.close();
    expect(written.slice(OWN_ENTRIES)).toMatchObject([
      { person_id: "p1", name: "Ada", via: "key", status: 403, after: expect.stringContaining('"requests":2') },
      { person_id: null, after: expect.stringContaining('"requests":1') },
    ]);
  });

  it("from thousands of addresses make no more entries a minute than a few dozen", async () => {
    await many(5_000, (index) => attempt({ address: `2001:db8::${index.toString(16)}` }));
    expect(written.length).toBeLessThanOrEqual(OWN_ENTRIES_OF_ALL);
    await refusals.flush();
    const counts = written.filter(({ action }) => action === "refusedRequests");
    expect(written.length).toBeLessThanOrEqual(OWN_ENTRIES_OF_ALL + ADDRESSES + 1);
    const own = written.length - counts.length;
    const counted = counts.reduce((sum, { after }) => sum + (JSON.parse(after!) as { requests: number }).requests, 0);
    expect(own + counted).toBe(5_000);
    expect(counts.at(-1)?.address).toBe("");
  });

  it("that can't be written are reported, and counting goes on", async () => {
    refusals = createRefusals(
      async () => Promise.reject(new Error("the disk is full")),
      ({ message }) => errors.push(message),
    );
    await refusals.add(refusal());
    await vi.advanceTimersByTimeAsync(COUNT_MS);
    expect(errors).toEqual(["the disk is full"]);
    await refusals.add(refusal());
    await vi.advanceTimersByTimeAsync(COUNT_MS);
    expect(errors).toHaveLength(2);
  });
});
