import { parseArgs } from "node:util";
import { runFuzz } from "./run-fuzz.ts";

/** `npm run fuzz -- --requests 1000000 --seed 1 --as administrator`: exits 1 if an answer was wrong. Without `--as`, as everybody. */
const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "100000" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    as: { type: "string" },
  },
});
const began = performance.now();
const report = (text: string): void => {
  console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s  ${text}`);
};

report(`seed ${values.seed}`);
const { as } = values;
const result = await runFuzz({ requests: Number(values.requests), seed: Number(values.seed), as, report });
for (const [what, count] of [...result.statuses].sort()) console.log(`${String(count).padStart(8)}  ${what}`);
for (const [name, count] of result.answered) report(`${name}: ${count} successful`);
for (const fault of result.faults) console.log(`\n${fault}`);
report(`${result.requests} requests, ${result.faults.length} faults, resident ${result.memory.join(" to ")} MiB`);
process.exitCode = result.faults.length > 0 ? 1 : 0;
