import type { Connection, TokenCheck } from "../../shared/api/connection.ts";
import { resultOf, within } from "../result.ts";
import type { ConnectedToloka, Desk } from "./desk.ts";

/** How long the answer waits for Toloka, milliseconds. */
const CHECK_MS = 5_000;

/** Returns the answer about the connection. The token is checked at the first time, and when the caller asks for it. */
export function openConnection(desk: Desk, at: ConnectedToloka): (check: boolean) => Promise<Connection> {
  const { submissions, toloka, upstream } = at;
  let last: TokenCheck | undefined;
  let checking: Promise<TokenCheck> | undefined;

  async function check(): Promise<TokenCheck> {
    const result = await within(CHECK_MS, toloka.getRequester().then(resultOf));
    const checked_at = new Date().toISOString();
    if (result.ok) return { state: "accepted", checked_at, requester: result.value, problem: null };
    const { code, detail, status } = result.problem;
    const state = code === "TOLOKA_TOKEN_REFUSED" || status === 403 ? "refused" : "unreachable";
    return { state, checked_at, requester: null, problem: { code, message: detail } };
  }
  async function checked(again: boolean): Promise<TokenCheck> {
    if (last !== undefined && !again) return last;
    checking ??= check().finally(() => {
      checking = undefined;
    });
    last = await checking;
    return last;
  }

  return async (again) => {
    const [state, failure] = await Promise.all([checked(again), submissions.journalFailure()]);
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
