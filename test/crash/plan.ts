import type { JsonObject } from "../../shared/values/json.ts";
import { randomFrom, uuidFrom } from "../support/seeded-random.ts";
import { SMALL_POOL } from "../support/toloka/small-toloka.ts";

/** One submission of a campaign, and how it has to end. */
export interface Planned {
  id: string;
  asynchronous: boolean;
  /** Toloka refuses it; the desk's checks do not. */
  poisoned: boolean;
  /** The same for duplicates, otherwise unique. */
  image: string;
  body: { task: JsonObject; parameters: JsonObject };
}

const SYNCHRONOUS = 0.3;
const POISONED = 0.03;
/** The share that repeats the content of the submission before under another id, so that two tasks have to exist. */
const DUPLICATES = 0.04;

export function planSubmissions(seed: string, count: number): Planned[] {
  const plans: Planned[] = [];
  for (let index = 0; index < count; index++) {
    const random = (what: string): number => randomFrom(`${seed} ${index} ${what}`);
    const before = plans[index - 1];
    const duplicate = before !== undefined && !before.poisoned && random("duplicate") < DUPLICATES;
    const poisoned = !duplicate && random("poison") < POISONED;
    const image = duplicate ? before.image : `https://example.com/${seed}/${index}.jpg`;
    const asynchronous = duplicate ? before.asynchronous : random("mode") >= SYNCHRONOUS;
    const id = uuidFrom(`${seed} ${index}`);
    plans.push({
      id,
      asynchronous,
      poisoned,
      image,
      body: {
        task: { pool_id: SMALL_POOL, input_values: { image, ...(poisoned ? { note: "poison" } : {}) }, overlap: 1 },
        parameters: { operation_id: id, async_mode: asynchronous },
      },
    });
  }
  return plans;
}
