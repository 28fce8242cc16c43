import { parseArgs } from "node:util";
import { type CampaignResult, runCampaign } from "./run-campaign.ts";
import { type ImportCampaignResult, runImportCampaign } from "./run-import-campaign.ts";

/**
 * `npm run campaign -- --engine sqlite|postgres|both --submissions 2000 --kills 20 --seconds 120 --share 0.04 --seed …`, or
 * `npm run campaign -- --import 25000` for one import of so many rows.
 */
const { values } = parseArgs({
  options: {
    engine: { type: "string", default: "both" },
    submissions: { type: "string", default: "2000" },
    import: { type: "string" },
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

async function importCampaign(engine: "sqlite" | "postgres", rows: number): Promise<boolean> {
  const common = { seed: `${values.seed}-${engine}`, share: IMPORT_SHARE, rows, report };
  report(`${engine}: an import of ${rows} rows, seed ${values.seed}`);
  if (engine === "sqlite") return printImport(await runImportCampaign({ ...common, replicas: 1, databaseUrl: null }));
  const { startPostgres } = await import("../support/desk/postgres.ts");
  const postgres = await startPostgres();
  try {
    const databaseUrl = await postgres.url("import");
    return printImport(await runImportCampaign({ ...common, replicas: Number(values.replicas), databaseUrl }));
  } finally {
    await postgres.stop();
  }
}

/** Of each kind of fault. About fourteen kinds are possible for a request, so that 6 % of them meet one. */
const IMPORT_SHARE = 0.06 / 14;

function printImport({ lost, duplicated, wrong, faults, ...counts }: ImportCampaignResult): boolean {
  console.table({ ...counts, lost: lost.length, duplicated: duplicated.length, wrong: wrong.length });
  console.table(faults);
  for (const line of [...lost, ...duplicated, ...wrong].slice(0, 40)) console.log(`  ${line}`);
  return lost.length + duplicated.length + wrong.length === 0;
}

let good = true;
for (const engine of ["sqlite", "postgres"] as const)
  if (values.engine === engine || values.engine === "both") {
    const rows = Number(values.import ?? 0);
    good = (await (rows > 0 ? importCampaign(engine, rows) : campaign(engine))) && good;
  }
console.log(good ? "\nNothing lost, nothing duplicated." : "\nNot every submission ended as it has to.");
process.exit(good ? 0 : 1);
