import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { createIntake } from "./intake.ts";

const MIB = 1024 * 1024;

/** As much of a request as is looked at before its body is read. */
const requestFrom = (address: string, headers: Record<string, string> = { "content-length": String(MIB) }) =>
  ({ headers, socket: { remoteAddress: address }, once: () => {}, destroy: () => {} }) as unknown as IncomingMessage;

/** Bodies that arrive only when they are let. */
function arrivals() {
  let arrive: () => void = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  let reading = 0;
  const read = async () => {
    reading += 1;
    await arrived;
    return { ok: true as const, value: "read" };
  };
  return { read, arrive, reading: () => reading };
}

describe("large bodies", () => {
  it("of one address are read two at a time, sixteen wait, and more are refused with 429", async () => {
    const intake = createIntake();
    const { read, arrive, reading } = arrivals();
    const answers = Array.from({ length: 20 }, () => intake.inTurn(requestFrom("192.0.2.1"), read));
    const refused = await Promise.all(answers.slice(18));
    expect(refused).toMatchObject([{ problem: { status: 429 } }, { problem: { status: 429, code: "BUSY" } }]);
    expect(reading()).toBe(2);
    arrive();
    expect((await Promise.all(answers.slice(0, 18))).every(({ ok }) => ok)).toBe(true);
    expect(await intake.inTurn(requestFrom("192.0.2.1"), read)).toMatchObject({ ok: true });
  });

  it("of everybody are read four at a time, 64 wait, and more are refused with 503", async () => {
    const intake = createIntake();
    const { read, arrive, reading } = arrivals();
    const answers = Array.from({ length: 70 }, (_, at) => intake.inTurn(requestFrom(`address ${at % 35}`), read));
    await new Promise((resolve) => setTimeout(resolve));
    expect(reading()).toBe(4);
    arrive();
    const statuses = (await Promise.all(answers)).map((answer) => (answer.ok ? 200 : answer.problem.status));
    expect(statuses.filter((status) => status === 503)).toHaveLength(2);
    expect(statuses.filter((status) => status === 200)).toHaveLength(68);
  });

  it("are those over 256 KiB and those of unknown length: others do not wait", async () => {
    const intake = createIntake();
    const { read, arrive, reading } = arrivals();
    const many = (headers: Record<string, string>) =>
      Array.from({ length: 5 }, () => intake.inTurn(requestFrom("192.0.2.1", headers), read));
    const small = many({ "content-length": String(256 * 1024) });
    expect(reading()).toBe(5);
    const unknown = many({ "transfer-encoding": "chunked" });
    await new Promise((resolve) => setTimeout(resolve));
    expect(reading()).toBe(7);
    arrive();
    await Promise.all([...small, ...unknown]);
  });
});

describe("unfinished bodies", () => {
  it("are held up to 48 MiB together", () => {
    const intake = createIntake();
    expect(intake.hold(48 * MIB)).toBe(true);
    expect(intake.hold(1)).toBe(false);
    intake.hold(-MIB);
    expect(intake.hold(1)).toBe(true);
  });
});
