import { parseArgs } from "node:util";
import { runManyPeople } from "./run-many-people.ts";

/**
 * `npm run many-people -- --people 20 --tasks 5`: people at once on two servers with PostgreSQL, behind a proxy with TLS. Exits
 * 1 if something is not as it should be, or if what a disabled person had open ended later than promised.
 */
const { values } = parseArgs({
  options: { people: { type: "string", default: "20" }, tasks: { type: "string", default: "5" } },
});
/** `docs/sign-in.md`, "What ends when". */
const PROMISED_MS = 1_000;

const began = performance.now();
const { faults, tasks, endedAfterMs } = await runManyPeople(Number(values.people), Number(values.tasks));
if (endedAfterMs > PROMISED_MS) faults.push(`everything ended only after ${endedAfterMs} ms`);
for (const fault of faults) console.log(fault);
console.log(
  `${values.people} people, ${tasks} tasks, ${faults.length} faults; all of a disabled person's ended after ${endedAfterMs} ms (${((performance.now() - began) / 1000).toFixed(1)} s in all)`,
);
process.exitCode = faults.length > 0 ? 1 : 0;
