import { join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import type { Role } from "../../../shared/roles.ts";
import { type Desk, startDesk } from "../desk/desk-in-process.ts";
import { startPostgres, type TestPostgres } from "../desk/postgres.ts";
import { temporaryFolder } from "../desk/spawned-desk.ts";
import { type FaultyToloka, startFaultyToloka } from "../toloka/faulty-toloka.ts";
import { addPeople, type Visitor, visitor } from "./signed-in.ts";

export const ENGINES = ["sqlite", "postgres"] as const;
type Engine = (typeof ENGINES)[number];

export interface Backends {
  postgres: TestPostgres;
  toloka: FaultyToloka;
}

/** PostgreSQL and a Toloka, from before a file's first test to after its last. */
export function startBackends(): Backends {
  const started = {} as Backends;
  beforeAll(async () => {
    const [postgres, toloka] = await Promise.all([startPostgres(["-c", "fsync=off"]), startFaultyToloka()]);
    Object.assign(started, { postgres, toloka });
  });
  afterAll(async () => {
    await started.toloka?.close();
    await started.postgres?.stop();
  });
  return started;
}

export interface TwoDesks {
  desk: Desk;
  /** On PostgreSQL a second replica; on SQLite the same server. */
  other: Desk;
  /** The settings of the first one. */
  env: { DATA_DIR: string; DATABASE_URL: string; SIGN_IN: string };
  /** Signs a person in, with nothing more to show. */
  signedIn(name: string, at?: Desk): Promise<Visitor>;
}

/** Two desks with the same people, from before the first test of a `describe` to after its last. */
export function startTwoDesks(backends: Backends, engine: Engine, people: Record<string, Role>): TwoDesks {
  const started = {
    async signedIn(name, at = started.desk) {
      const visit = visitor(at.url);
      expect(await visit.signIn(name)).toMatchObject({ status: 200, body: { name, role: people[name] } });
      return visit;
    },
  } as TwoDesks;
  beforeAll(async () => {
    const { postgres, toloka } = backends;
    const DATA_DIR = await temporaryFolder();
    const url = engine === "sqlite" ? `file:${join(DATA_DIR, "journal.sqlite")}` : await postgres.url("people");
    await addPeople(url, people);
    const env = { SIGN_IN: "password", DATA_DIR, DATABASE_URL: url };
    const start = (dataDir: string) => startDesk({ toloka, env: { ...env, DATA_DIR: dataDir }, dataDir });
    const desk = await start(DATA_DIR);
    const other = engine === "sqlite" ? desk : await start(await temporaryFolder());
    Object.assign(started, { env, desk, other });
  });
  afterAll(async () => {
    if (started.other !== started.desk) await started.other?.remove();
    await started.desk?.remove();
  });
  return started;
}
