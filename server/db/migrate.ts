import { readdirSync, readFileSync } from "node:fs";
import { DbOpenError } from "./failures.ts";

export interface Migration {
  version: number;
  name: string;
  sql: string;
}

/** The numbered SQL files of an engine, in order: `0001-journal.sql` is version 1. */
export function migrationsOf(engine: "sqlite" | "postgres"): Migration[] {
  const folder = new URL(`./migrations/${engine}/`, import.meta.url);
  return readdirSync(folder)
    .filter((name) => /^\d{4}-.+\.sql$/.test(name))
    .sort()
    .map((name) => ({ version: Number(name.slice(0, 4)), name, sql: readFileSync(new URL(name, folder), "utf8") }));
}

/**
 * The migrations of `known` that are not `applied`. Throws `DbOpenError` if an unknown version is applied: a newer program
 * wrote the journal.
 */
export function pendingMigrations(known: Migration[], applied: number[]): Migration[] {
  const newest = known.at(-1)?.version ?? 0;
  const foreign = applied.filter((version) => version > newest);
  if (foreign.length > 0)
    throw new DbOpenError(
      `The journal has schema version ${Math.max(...foreign)}, but this version of Task Desk supports only ${newest}. Start the newer version.`,
    );
  return known.filter(({ version }) => !applied.includes(version));
}

/** Statement that creates the table of applied migrations. */
export const MIGRATIONS_TABLE =
  "create table if not exists migrations (version integer primary key, name text not null, applied_at bigint not null)";
