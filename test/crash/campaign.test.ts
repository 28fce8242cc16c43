import { describe, expect, it, onTestFailed } from "vitest";
import { startPostgres } from "../support/desk/postgres.ts";
import { runCampaign } from "./run-campaign.ts";

/** `npm run campaign` with fewer submissions. */
const short = { seed: "short", share: 0.04, submissions: 240, kills: 4, seconds: 8 };
const clean = { lost: [], duplicated: [], wrong: [] };

/** Collects what a campaign reports, and prints it if the test fails. */
function reportOnFailure(): (text: string) => void {
  const began = performance.now();
  const reported: string[] = [];
  onTestFailed(() => void process.stderr.write(`${reported.join("\n")}\n`));
  return (text) => void reported.push(`${((performance.now() - began) / 1000).toFixed(1)} s  ${text}`);
}

describe("a campaign of faults and kill -9", () => {
  it("creates every task once on SQLite", async () => {
    const report = reportOnFailure();
    const result = await runCampaign({ ...short, report, replicas: 1, postgres: null });
    expect(result).toMatchObject({ ...clean, acknowledged: 240 });
    expect(result.created + result.rejected).toBe(240);
    expect(result.scheduled).toEqual({ "kill -9": 4, "refused connections": 3, "token revoked": 1 });
  });

  it("creates every task once with three replicas on a PostgreSQL that restarts, one replica suspended past its lease", async () => {
    const report = reportOnFailure();
    const postgres = await startPostgres();
    try {
      const database = { url: await postgres.url("short"), restart: () => postgres.restart() };
      const result = await runCampaign({ ...short, report, replicas: 3, postgres: database });
      expect(result).toMatchObject({ ...clean, acknowledged: 240 });
      expect(result.created + result.rejected).toBe(240);
      expect(result.scheduled).toMatchObject({ "kill -9": 4, SIGSTOP: 1, "database restarted": 1 });
    } finally {
      await postgres.stop();
    }
  });
});
