import { expect, it, onTestFailed } from "vitest";
import { startPostgres } from "../support/desk/postgres.ts";
import { runImportCampaign } from "./run-import-campaign.ts";

/** `npm run campaign -- --import 25000` with fewer rows. */
const short = { seed: "short", share: 0.01, rows: 3_000 };
const clean = { lost: [], duplicated: [], wrong: [], created: 3_000 };

function reportOnFailure(): (text: string) => void {
  const reported: string[] = [];
  onTestFailed(() => void process.stderr.write(`${reported.join("\n")}\n`));
  return (text) => void reported.push(text);
}

it("an import creates every row once on SQLite, killed while it is uploaded and at 40 %", async () => {
  const report = reportOnFailure();
  const result = await runImportCampaign({ ...short, replicas: 1, databaseUrl: null, report });
  expect(result).toMatchObject({ ...clean, kills: 2 });
});

it("an import creates every row once with three replicas on PostgreSQL, two of them killed", async () => {
  const report = reportOnFailure();
  const postgres = await startPostgres();
  try {
    const databaseUrl = await postgres.url("import");
    const result = await runImportCampaign({ ...short, replicas: 3, databaseUrl, report });
    expect(result).toMatchObject({ ...clean, kills: 3 });
  } finally {
    await postgres.stop();
  }
});
