import { setTimeout as sleep } from "node:timers/promises";
import type { SpawnedDesk } from "../support/desk/spawned-desk.ts";
import { randomFrom } from "../support/seeded-random.ts";
import type { FaultyToloka } from "../support/toloka/faulty-toloka.ts";

/** A fault of a process or server. `at`: the progress of the campaign at which it is injected, from 0 to 1. */
export interface ScheduledFault {
  at: number;
  name: string;
  inject: () => Promise<void>;
}

type Report = (text: string) => void;

/** `kill -9` of random desks, each started again after at most 300 ms. */
export function kills(count: number, desks: SpawnedDesk[], seed: string, report: Report): ScheduledFault[] {
  return Array.from({ length: count }, (_item, index) => ({
    at: (index + randomFrom(`${seed} kill ${index}`)) / count,
    name: "kill -9",
    inject: async () => {
      const desk = desks[Math.floor(randomFrom(`${seed} victim ${index}`) * desks.length)]!;
      await desk.kill9();
      report(`killed a desk (${index + 1} of ${count})`);
      await sleep(randomFrom(`${seed} rest ${index}`) * 300);
      await desk.start();
    },
  }));
}

/** Suspends the last desk for `ms`, longer than a lease: it resumes with rows that another desk may have claimed. */
export function pauses(desks: SpawnedDesk[], ms: number, report: Report): ScheduledFault[] {
  const desk = desks.at(-1)!;
  const inject = async (): Promise<void> => {
    desk.signal("SIGSTOP");
    report("a replica is suspended past its lease");
    await sleep(ms);
    desk.signal("SIGCONT");
    report("the replica resumes");
  };
  return [{ at: 0.35, name: "SIGSTOP", inject }];
}

/** Toloka refuses connections three times, and once it rejects the token for a while. */
export function outages(toloka: FaultyToloka, report: Report): ScheduledFault[] {
  const refuse = async (): Promise<void> => {
    report("Toloka refuses connections");
    await toloka.refuse();
    await sleep(700);
    await toloka.listen();
  };
  const revoke = async (): Promise<void> => {
    report("the token is revoked");
    toloka.acceptToken(false);
    await sleep(1_500);
    toloka.acceptToken(true);
  };
  return [
    ...[0.15, 0.45, 0.75].map((at) => ({ at, name: "refused connections", inject: refuse })),
    { at: 0.6, name: "token revoked", inject: revoke },
  ];
}

/**
 * Injects the faults as `progress` (0 to 1) reaches them. Faults with the same name never overlap. Resolves to how many
 * were injected by name: when all are over, or, after `stop` is aborted, when those under way are over.
 */
export async function injectFaults(
  faults: ScheduledFault[],
  progress: () => number,
  stop: AbortSignal,
): Promise<Map<string, number>> {
  const injected = new Map<string, number>();
  const injectInOrder = async (sameName: ScheduledFault[]): Promise<void> => {
    for (const fault of sameName.toSorted((a, b) => a.at - b.at)) {
      while (progress() < fault.at && !stop.aborted) await sleep(20);
      if (stop.aborted) return;
      await fault.inject();
      injected.set(fault.name, (injected.get(fault.name) ?? 0) + 1);
    }
  };
  const byName = Map.groupBy(faults, ({ name }) => name);
  const results = await Promise.allSettled([...byName.values()].map(injectInOrder));
  for (const result of results) if (result.status === "rejected") throw result.reason;
  return injected;
}
