import { setTimeout as sleep } from "node:timers/promises";
import type { FaultyToloka } from "../support/faulty-toloka.ts";
import { randomFrom } from "../support/seeded-random.ts";
import type { SpawnedDesk } from "../support/spawned-desk.ts";

/** What a campaign lets loose, each at a share of the way: 0 at its beginning, 1 when everything has been submitted. */
export interface Trouble {
  at: number;
  name: string;
  strike: () => Promise<void>;
}

/** `kill -9` of a desk chosen by lot, and its return after a moment. */
export function kills(count: number, desks: SpawnedDesk[], seed: string, tell: (text: string) => void): Trouble[] {
  return Array.from({ length: count }, (_item, index) => ({
    at: (index + randomFrom(`${seed} kill ${index}`)) / count,
    name: "kill -9",
    strike: async () => {
      const desk = desks[Math.floor(randomFrom(`${seed} victim ${index}`) * desks.length)]!;
      await desk.kill9();
      tell(`killed a desk (${index + 1} of ${count})`);
      await sleep(randomFrom(`${seed} rest ${index}`) * 300);
      await desk.start();
    },
  }));
}

/** A replica that sleeps past its lease, with work in its hands, and wakes up believing that it is still its own. */
export function pauses(desks: SpawnedDesk[], pastLeaseMs: number, tell: (text: string) => void): Trouble[] {
  const sleeper = desks.at(-1)!;
  const strike = async (): Promise<void> => {
    sleeper.signal("SIGSTOP");
    tell("a replica sleeps past its lease");
    await sleep(pastLeaseMs);
    sleeper.signal("SIGCONT");
    tell("it wakes up");
  };
  return [{ at: 0.35, name: "SIGSTOP", strike }];
}

/** Toloka's own bad days: connections refused, and a token that is revoked and given back. */
export function outages(toloka: FaultyToloka, tell: (text: string) => void): Trouble[] {
  const refuse = async (): Promise<void> => {
    tell("Toloka refuses connections");
    await toloka.refuse();
    await sleep(700);
    await toloka.listen();
  };
  const revoke = async (): Promise<void> => {
    tell("the token is revoked");
    toloka.acceptToken(false);
    await sleep(1_500);
    toloka.acceptToken(true);
  };
  return [
    ...[0.15, 0.45, 0.75].map((at) => ({ at, name: "refused connections", strike: refuse })),
    { at: 0.6, name: "token revoked", strike: revoke },
  ];
}

/**
 * Runs the troubles in order as `progress` (0 to 1) passes them, until `over`; those of one kind never overlap. Resolves
 * when all have struck, or at its end what was striking.
 */
export async function letLoose(
  troubles: Trouble[],
  progress: () => number,
  over: AbortSignal,
): Promise<Map<string, number>> {
  const struck = new Map<string, number>();
  const lanes = Map.groupBy(troubles, ({ name }) => name);
  const lane = async (ours: Trouble[]): Promise<void> => {
    for (const trouble of ours.toSorted((a, b) => a.at - b.at)) {
      while (progress() < trouble.at && !over.aborted) await sleep(20);
      if (over.aborted) return;
      await trouble.strike();
      struck.set(trouble.name, (struck.get(trouble.name) ?? 0) + 1);
    }
  };
  const ends = await Promise.allSettled([...lanes.values()].map(lane));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  return struck;
}
