import { readFileSync, statSync } from "node:fs";

/** Returns the requester's token, which may change. A function, so that no printed object shows the token. */
export type TokenSource = () => string;

/** Why a text cannot be a token in a header; null if it can. Never quotes the text. */
function tokenFault(text: string): string | null {
  if (text === "") return "empty";
  if (/[\r\n]/.test(text)) return "more than one line";
  return /^[\x21-\x7e]+$/.test(text) ? null : "text with spaces or non-ASCII characters";
}

const fixed =
  (token: string): TokenSource =>
  () =>
    token;

/** How often the file is checked for a change, in milliseconds. */
const CHECK_MS = 1000;

/**
 * The token in `path`. The file is read again when it changes, so a token can be replaced without a restart. If the new file
 * cannot be used, the last good token stays in use, and `warn` is called once for each such change.
 */
function watched(path: string, first: string, warn: (message: string) => void, now: () => number): TokenSource {
  let token = first;
  let seen = changeOf(path);
  let checked = now();
  return () => {
    if (now() - checked < CHECK_MS) return token;
    checked = now();
    const change = changeOf(path);
    if (change === seen) return token;
    seen = change;
    const read = readToken(path);
    if ("token" in read) token = read.token;
    else warn(read.fault);
    return token;
  };
}

function changeOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? `${stat.ino} ${stat.mtimeMs} ${stat.size}` : "gone";
}

function readToken(path: string): { token: string } | { fault: string } {
  let text: string;
  try {
    text = readFileSync(path, "utf8").trim();
  } catch (error) {
    return { fault: `a file that can't be read (${(error as NodeJS.ErrnoException).code})` };
  }
  const fault = tokenFault(text);
  return fault === null ? { token: text } : { fault: `a file whose content is ${fault}` };
}

/**
 * The token from the variable `variable` or the file that `<variable>_FILE` names; null if neither is set. A fault never
 * quotes the value.
 */
export function tokenSource(
  variable: string,
  given: { token?: string | undefined; file?: string | undefined },
  warn: (message: string) => void,
  now: () => number = Date.now,
): { source: TokenSource | null } | { variable: string; fault: string } {
  const fileVariable = `${variable}_FILE`;
  if (given.token !== undefined && given.file !== undefined)
    return { variable, fault: `set although ${fileVariable} is set` };
  if (given.token !== undefined) {
    const fault = tokenFault(given.token);
    return fault === null ? { source: fixed(given.token) } : { variable, fault };
  }
  if (given.file === undefined) return { source: null };
  const read = readToken(given.file);
  if ("fault" in read) return { variable: fileVariable, fault: `"${given.file}", ${read.fault}` };
  return {
    source: watched(
      given.file,
      read.token,
      (fault) => warn(`${fileVariable} is now ${fault}; the last valid token is still used`),
      now,
    ),
  };
}
