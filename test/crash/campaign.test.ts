import { describe, expect, it, onTestFailed } from "vitest";
import { startPostgres } from "../support/postgres.ts";
import { runCampaign } from "./run-campaign.ts";

/** The short form of `npm run campaign`: the same faults and the same verdict, fewer submissions. */
const short = { seed: "short", share: 0.04, submissions: 240, kills: 4, seconds: 8 };
const clean = { lost: [], duplicated: [], wrong: [] };

/** What happened, and when: printed if the test fails, since no two runs meet the same moments. */
function diary(): (text: string) => void {
  const began = performance.now();
  const lines: string[] = [];
  onTestFailed(() => void process.stderr.write(`${lines.join("\n")}\n`));
  return (text) => void lines.push(`${((performance.now() - began) / 1000).toFixed(1)} s  ${text}`);
}

describe("a short campaign of faults and kill -9", () => {
  it("creates everything once on SQLite", async () => {
    const report = await runCampaign({ ...short, tell: diary(), replicas: 1, postgres: null });
    expect(report).toMatchObject({ ...clean, acknowledged: 240 });
    expect(report.created + report.rejected).toBe(240);
    expect(report.troubles).toEqual({ "kill -9": 4, "refused connections": 3, "token revoked": 1 });
  });

  it("creates everything once by three replicas on Postgres, which is restarted, one of them asleep past its lease", async () => {
    const tell = diary();
    const postgres = await startPostgres();
    try {
      const database = { url: await postgres.url("short"), restart: () => postgres.restart() };
      const report = await runCampaign({ ...short, tell, replicas: 3, postgres: database });
      expect(report).toMatchObject({ ...clean, acknowledged: 240 });
      expect(report.created + report.rejected).toBe(240);
      expect(report.troubles).toMatchObject({ "kill -9": 4, SIGSTOP: 1, "database restarted": 1 });
    } finally {
      await postgres.stop();
    }
  });
});
