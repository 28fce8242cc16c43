import type { TokenCheck } from "../shared/api/connection.ts";
import type { Log } from "./log.ts";
import { resultOf, within } from "./result.ts";
import type { Toloka } from "./toloka/client.ts";

/** How long an answer waits for Toloka, and how often Toloka is asked without a request, in milliseconds. */
const ANSWER_MS = 5_000;
const FIRST_MS = 3_000;
const EVERY_MS = 300_000;

/** What is known of a connection's token and account. */
export interface TokenWatch {
  /** The last check; `again` checks now. */
  read(again: boolean): Promise<TokenCheck>;
  stop(): void;
}

/**
 * Asks Toloka soon after the start and every few minutes whether it takes the token, and logs when that changes, and when the
 * balance falls below `balanceWarning` dollars (0: never).
 */
export function watchToken(
  toloka: Pick<Toloka, "getRequester">,
  { name, variable, balanceWarning, log }: { name: string; variable: string | null; balanceWarning: number; log: Log },
): TokenWatch {
  let last: TokenCheck | undefined;
  let checking: Promise<TokenCheck> | undefined;

  async function check(): Promise<TokenCheck> {
    const result = await within(ANSWER_MS, toloka.getRequester().then(resultOf));
    const checked_at = new Date().toISOString();
    if (result.ok) {
      const balance = result.value.balance == null ? Number.POSITIVE_INFINITY : Number(result.value.balance);
      const balance_low = balance < balanceWarning;
      return { state: "accepted", checked_at, requester: result.value, balance_low, problem: null };
    }
    const { code, detail, status } = result.problem;
    const state = code === "TOLOKA_TOKEN_REFUSED" || status === 403 ? "refused" : "unreachable";
    return { state, checked_at, requester: null, balance_low: false, problem: { code, message: detail } };
  }

  async function checkAndLog(): Promise<TokenCheck> {
    const before = last;
    const now = await check();
    last = now;
    const connection = { connection: name };
    if (now.state === "refused" && before?.state !== "refused")
      log("warn", `Toloka refuses the token. Update ${variable ?? "it"}`, connection);
    if (now.state === "accepted" && before?.state === "refused")
      log("info", "Toloka takes the token again", connection);
    if (now.balance_low && before?.balance_low !== true)
      log("warn", "The balance is low", { ...connection, balance: Number(now.requester?.balance) });
    return now;
  }
  const checkNow = (): Promise<TokenCheck> => {
    checking ??= checkAndLog().finally(() => {
      checking = undefined;
    });
    return checking;
  };
  const first = setTimeout(checkNow, FIRST_MS).unref();
  const every = setInterval(checkNow, EVERY_MS).unref();
  return {
    read: async (again) => (last !== undefined && !again ? last : checkNow()),
    stop() {
      clearTimeout(first);
      clearInterval(every);
    },
  };
}
