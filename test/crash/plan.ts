import type { JsonObject } from "../../shared/values/json.ts";
import { randomFrom, uuidFrom } from "../support/seeded-random.ts";
import { SMALL_POOL } from "../support/small-toloka.ts";

/** One submission of a campaign, and what is to become of it. */
export interface Planned {
  id: string;
  asynchronous: boolean;
  /** Toloka refuses it; the desk's own checks cannot know. */
  poisoned: boolean;
  /** Unlike all others but a twin's. */
  image: string;
  body: { task: JsonObject; parameters: JsonObject };
}

const SYNCHRONOUS = 0.3;
const POISONED = 0.03;
/** So many repeat the content of the one before under an id of their own: two tasks are wanted. */
const TWINS = 0.04;

export function planSubmissions(seed: string, count: number): Planned[] {
  const plans: Planned[] = [];
  for (let index = 0; index < count; index++) {
    const random = (what: string): number => randomFrom(`${seed} ${index} ${what}`);
    const before = plans[index - 1];
    const twin = before !== undefined && !before.poisoned && random("twin") < TWINS;
    const poisoned = !twin && random("poison") < POISONED;
    const image = twin ? before.image : `https://example.com/${seed}/${index}.jpg`;
    const asynchronous = twin ? before.asynchronous : random("mode") >= SYNCHRONOUS;
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
