import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Requester } from "../shared/toloka.ts";
import { watchToken } from "./token-check.ts";
import type { Toloka } from "./toloka/client.ts";

type Answer = Awaited<ReturnType<Toloka["getRequester"]>>;
const account = (balance: number) =>
  ({ kind: "answered", value: { id: "1", balance } as unknown as Requester }) as Answer;
const refused = { kind: "refused", status: 401, error: { code: "ACCESS_DENIED", message: "no" } } as unknown as Answer;

let answer: Answer;
let asked: number;
let logged: string[];
beforeEach(() => {
  vi.useFakeTimers();
  asked = 0;
  logged = [];
});
afterEach(() => void vi.useRealTimers());

const open = () =>
  watchToken(
    {
      getRequester: async () => {
        asked++;
        return answer;
      },
    },
    {
      name: "live",
      variable: "TOLOKA_LIVE_TOKEN",
      balanceWarning: 10,
      log: (level, message) => void logged.push(`${level} ${message}`),
    },
  );

it("asks soon after the start and every few minutes, and logs only changes", async () => {
  answer = account(50);
  const watch = open();
  await vi.advanceTimersByTimeAsync(3_000);
  expect([asked, logged]).toEqual([1, []]);
  answer = refused;
  await vi.advanceTimersByTimeAsync(600_000);
  expect([asked, logged]).toEqual([3, ["warn Toloka refuses the token. Update TOLOKA_LIVE_TOKEN"]]);
  answer = account(9.5);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(logged.slice(1)).toEqual(["info Toloka takes the token again", "warn The balance is low"]);
  expect(await watch.read(false)).toMatchObject({ state: "accepted", balance_low: true });
  watch.stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked).toBe(5);
});

it("answers with the last check, and asks anew on request, once for several", async () => {
  answer = account(50);
  const watch = open();
  const [first] = await Promise.all([watch.read(false), watch.read(true)]);
  expect([asked, first.state]).toEqual([1, "accepted"]);
  answer = refused;
  expect((await watch.read(false)).state).toBe("accepted");
  expect((await watch.read(true)).state).toBe("refused");
  expect(asked).toBe(2);
  watch.stop();
});
