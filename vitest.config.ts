import { defineConfig } from "vitest/config";

// Waits are long, for slow machines: they cost nothing unless a test fails.
const quiet = { setupFiles: ["test/support/fail-on-output.ts"], expect: { poll: { timeout: 30_000 } } };

/**
 * Four kinds of tests, one after another: beside the sources, over HTTP, in a browser, and with processes that are killed.
 * Files of the first two kinds run two or, because those over HTTP mostly wait, three at a time; those of the others run one
 * by one, because a busy processor would make them late. The files of a kind share what they import, which took half of the
 * unit tests' time. Within a file, tests that mostly wait run at the same time (`describe.concurrent`).
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...quiet,
          name: "unit",
          include: ["{shared,server,client,scripts}/**/*.test.{ts,tsx}", "test/{support,styles}/**/*.test.ts"],
          testTimeout: 60_000,
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...quiet,
          name: "wire",
          include: ["test/{wire,local-toloka,journal}/**/*.test.ts"],
          isolate: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          maxWorkers: 3,
          maxConcurrency: 10,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...quiet,
          name: "journey",
          include: ["test/journey/*.test.ts"],
          isolate: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          ...quiet,
          // Not in `npm test`, which would take too long with them.
          name: "long",
          include: ["test/journey/long/*.test.ts"],
          isolate: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 4 },
        },
      },
      {
        test: {
          ...quiet,
          name: "crash",
          include: ["test/crash/**/*.test.ts"],
          // Longer than a campaign waits, so that its own error is shown.
          isolate: false,
          testTimeout: 600_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
    coverage: {
      provider: "v8",
      include: ["shared/**/*.ts", "server/**/*.ts"],
      exclude: ["**/*.test.ts"],
      reporter: ["text-summary", "html"],
      reportsDirectory: ".cache/coverage",
      thresholds: { lines: 90 },
    },
  },
});
