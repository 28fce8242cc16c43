import pg from "pg";

const CHANNEL = "task_desk";
const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5_000;
/** Regular queries detect a connection that was lost without an error. */
const PING_MS = 15_000;

/**
 * Receives the replicas' notifications on a connection of its own, and reconnects when that is lost. `notify("")` then means
 * that notifications may have been lost. Resolves when it listens; rejects, and does not go on, if the first connection fails.
 */
export async function startListener(
  config: pg.ClientConfig,
  notify: (payload: string) => void,
): Promise<{ close(): Promise<void> }> {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let delay = FIRST_DELAY_MS;

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ ...config, keepAlive: true, connectionTimeoutMillis: 10_000, query_timeout: 10_000 });
    client = next;
    next.on("notification", ({ payload }) => notify(payload ?? ""));
    // Both may be emitted for one loss. The first counts.
    next.once("error", () => lost(next));
    next.once("end", () => lost(next));
    next.on("error", () => {});
    await next.connect();
    await next.query(`listen ${CHANNEL}`);
    delay = FIRST_DELAY_MS;
    timer = setInterval(() => next.query("select 1").catch(() => lost(next)), PING_MS).unref();
  };
  const lost = (which: pg.Client): void => {
    if (which !== client || closed) return;
    client = undefined;
    clearInterval(timer);
    which.end().catch(() => {});
    timer = setTimeout(again, delay).unref();
    delay = Math.min(delay * 2, LONGEST_DELAY_MS);
  };
  const again = (): void => {
    const attempt = connect();
    const mine = client;
    attempt.then(
      () => notify(""),
      () => mine && lost(mine),
    );
  };

  const close = async (): Promise<void> => {
    closed = true;
    clearTimeout(timer);
    clearInterval(timer);
    await client?.end();
  };
  try {
    await connect();
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
  return { close };
}

/** Sends notifications, those of one turn of the event loop in one statement. Lost ones are not repeated. */
export function createNotifier(pool: pg.Pool): (payload: string) => void {
  let waiting: string[] = [];
  let sending = false;
  const send = async (): Promise<void> => {
    sending = true;
    while (waiting.length > 0) {
      const payloads = waiting;
      waiting = [];
      await pool
        .query("select pg_notify($1, payload) from unnest($2::text[]) as payload", [CHANNEL, payloads])
        .catch(() => {});
    }
    sending = false;
  };
  return (payload) => {
    waiting.push(payload);
    if (!sending) setImmediate(() => void (sending || send()));
  };
}
