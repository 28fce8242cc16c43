import { createHash } from "node:crypto";
import type { Log } from "../../log.ts";

/** Whether a password is known from a leak. */
export type IsBreached = (password: string) => Promise<boolean>;

/** How long the service may take, in milliseconds: somebody waits for their new password. */
const LONGEST_MS = 3_000;
/** An answer has some 40,000 characters. */
const LONGEST_ANSWER = 1_000_000;
/** The first hexadecimal digits of the SHA-1, which are sent. Each answer has hundreds of hashes that begin with them. */
const DIGITS = 5;

/** The answer is none of the protocol. Its message never contains anything of the password's hash. */
class AnswerError extends Error {}

/**
 * Asks a service of leaked passwords by the range protocol of "Have I Been Pwned" (k-anonymity): it gets five digits of the SHA-1,
 * and answers with the ends of all hashes that begin with them. `url`: ends with `/`. If it can't be used, a password counts as not
 * leaked, and a warning says why: otherwise nobody could choose a password while it is down. Null: there is no service.
 */
export function openBreachedPasswords(url: string | null, log: Log): IsBreached {
  if (url === null) return async () => false;
  return async (password) => {
    const hash = createHash("sha1").update(password).digest("hex").toUpperCase();
    try {
      const listed = await readRange(new URL(hash.slice(0, DIGITS), url));
      return (listed.get(hash.slice(DIGITS)) ?? 0) > 0;
    } catch (error) {
      const { name, cause } = error as Error & { cause?: NodeJS.ErrnoException };
      const reason = error instanceof AnswerError ? error.message : (cause?.code ?? name);
      log("warn", "A new password was not compared with leaked ones (BREACHED_PASSWORDS_URL)", { reason });
      return false;
    }
  };
}

/** The ends of hashes, and how often each was leaked. Those of 0 only hide how long the answer is. */
async function readRange(address: URL): Promise<ReadonlyMap<string, number>> {
  const answer = await fetch(address, {
    headers: { "Add-Padding": "true", "User-Agent": "Task Desk" },
    redirect: "manual",
    signal: AbortSignal.timeout(LONGEST_MS),
  });
  if (answer.status !== 200 || answer.body === null) {
    await answer.body?.cancel();
    throw new AnswerError(`status ${answer.status}`);
  }
  let text = "";
  for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
    text += part;
    if (text.length > LONGEST_ANSWER) throw new AnswerError(`more than ${LONGEST_ANSWER} characters`);
  }
  const lines = [...text.matchAll(/^([0-9A-F]{35}):(\d{1,15})\r?$/gim)];
  if (lines.length === 0) throw new AnswerError("no lines SUFFIX:COUNT");
  return new Map(lines.map(([, suffix, count]) => [suffix!.toUpperCase(), Number(count)]));
}
