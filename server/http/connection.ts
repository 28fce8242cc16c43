import type { Connection } from "../../shared/api/connection.ts";
import type { ConnectedToloka, Desk } from "./desk.ts";

/** Returns the answer about the connection. `check`: asks Toloka anew. */
export function openConnection(desk: Desk, at: ConnectedToloka): (check: boolean) => Promise<Connection> {
  const { submissions, upstream, tokenCheck } = at;
  return async (again) => {
    const [state, failure] = await Promise.all([tokenCheck.read(again), submissions.journalFailure()]);
    const journal = await readJournal(at).catch((error: Error) => {
      // By name, because this folder may not import from server/db.
      if (error.name === "DbUnavailableError")
        return { failure: error.message, hold: null, queue: null, overview: null };
      throw error;
    });
    return {
      version: desk.version,
      started_at: desk.startedAt.toISOString(),
      toloka: upstream,
      token: at.tokenFrom,
      check: state,
      requests_per_second: desk.ratePerSecond,
      probe: desk.probe !== null,
      journal: { engine: desk.engine, failure: failure ?? journal.failure, hold: journal.hold },
      queue: journal.queue,
      overview: journal.overview,
    };
  };
}

async function readJournal({ submissions }: ConnectedToloka) {
  const [hold, queue, overview] = await Promise.all([submissions.hold(), submissions.queue(), submissions.overview()]);
  return { failure: null, hold, queue, overview };
}
