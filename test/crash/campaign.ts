import { parseArgs } from "node:util";
import { type CampaignResult, runCampaign } from "./run-campaign.ts";

/** `npm run campaign -- --engine sqlite|postgres|both --submissions 2000 --kills 20 --seconds 120 --share 0.04 --seed …` */
const { values } = parseArgs({
  options: {
    engine: { type: "string", default: "both" },
    submissions: { type: "string", default: "2000" },
    kills: { type: "string", default: "20" },
    seconds: { type: "string", default: "120" },
    share: { type: "string", default: "0.04" },
    replicas: { type: "string", default: "3" },
    seed: { type: "string", default: new Date().toISOString().slice(0, 10) },
  },
});

const began = performance.now();
const report = (text: string): void => {
  console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}`);
};

async function campaign(engine: "sqlite" | "postgres"): Promise<boolean> {
  const { seed } = values;
  const common = {
    seed: `${seed}-${engine}`,
    submissions: Number(values.submissions),
    kills: Number(values.kills),
    seconds: Number(values.seconds),
    share: Number(values.share),
    report,
  };
  report(`${engine}: ${common.submissions} submissions, ${common.kills} kills, seed ${seed}`);
  if (engine === "sqlite") return printResult(engine, await runCampaign({ ...common, replicas: 1, postgres: null }));
  const { startPostgres } = await import("../support/desk/postgres.ts");
  const postgres = await startPostgres();
  try {
    const database = { url: await postgres.url("campaign"), restart: () => postgres.restart() };
    return printResult(engine, await runCampaign({ ...common, replicas: Number(values.replicas), postgres: database }));
  } finally {
    await postgres.stop();
  }
}

function printResult(engine: string, result: CampaignResult): boolean {
  const { lost, duplicated, wrong, faults, scheduled, ...counts } = result;
  console.log(`\n${engine}`);
  console.table({ ...counts, lost: lost.length, duplicated: duplicated.length, wrong: wrong.length });
  console.table({ ...scheduled, ...faults });
  for (const line of [...lost.slice(0, 20), ...duplicated.slice(0, 20), ...wrong.slice(0, 40)])
    console.log(`  ${line}`);
  return lost.length + duplicated.length + wrong.length === 0;
}

let good = true;
for (const engine of ["sqlite", "postgres"] as const)
  if (values.engine === engine || values.engine === "both") good = (await campaign(engine)) && good;
console.log(good ? "\nNothing lost, nothing duplicated." : "\nNot every submission ended as it has to.");
process.exit(good ? 0 : 1);
