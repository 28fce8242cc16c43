import { readFileSync, statSync } from "node:fs";

/** Returns a secret, which may change. A function, so that no printed object shows it. */
export type SecretSource = () => string;

/** A secret that is set by a variable, or by a file that the variable with `_FILE` names. */
export interface SecretSetting {
  variable: string;
  /** What it may be, in words. */
  mayBe: string;
  /** What is wrong with a text, in words that never quote it; null: nothing. */
  faultOf: (text: string) => string | null;
}

type Given = (name: string) => string | undefined;
type Warn = (message: string) => void;

/** For any secret: one line that is not empty. */
export function lineFault(text: string): string | null {
  if (text === "") return "empty";
  return /[\r\n]/.test(text) ? "more than one line" : null;
}

/** For what is sent in a header as it is. */
export const tokenFault = (text: string): string | null =>
  lineFault(text) ?? (/^[\x21-\x7e]+$/.test(text) ? null : "text with spaces or non-ASCII characters");

/** How often a file is checked for a change, in milliseconds. */
const CHECK_MS = 1000;

/**
 * The secret in `path`. The file is read again when it changes, so a secret can be replaced without a restart. If the new file
 * cannot be used, the last good secret stays in use, and `warn` is called once for each such change.
 */
function watched(path: string, first: string, setting: SecretSetting, warn: Warn, now: () => number): SecretSource {
  let secret = first;
  let seen = changeOf(path);
  let checked = now();
  return () => {
    if (now() - checked < CHECK_MS) return secret;
    checked = now();
    const change = changeOf(path);
    if (change === seen) return secret;
    seen = change;
    const read = readFrom(path, setting);
    if ("secret" in read) secret = read.secret;
    else warn(`${setting.variable}_FILE is now ${read.fault}; the last valid one is still used`);
    return secret;
  };
}

function changeOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? `${stat.ino} ${stat.mtimeMs} ${stat.size}` : "gone";
}

function readFrom(path: string, { faultOf }: SecretSetting): { secret: string } | { fault: string } {
  let text: string;
  try {
    text = readFileSync(path, "utf8").trim();
  } catch (error) {
    return { fault: `a file that can't be read (${(error as NodeJS.ErrnoException).code})` };
  }
  const fault = faultOf(text);
  return fault === null ? { secret: text } : { fault: `a file whose content is ${fault}` };
}

/**
 * The secret from the variable or its file; null if neither is set. A fault is a line with the variable, what was wrong, and what
 * it may be; it never quotes the secret.
 */
export function secretSource(
  setting: SecretSetting,
  given: Given,
  warn: Warn,
  now: () => number = Date.now,
): { source: SecretSource | null } | { fault: string } {
  const { variable, mayBe, faultOf } = setting;
  const [text, path] = [given(variable), given(`${variable}_FILE`)];
  const wrong = (fault: string) => ({
    fault: `${variable} was ${fault}; it may be ${mayBe}, unless ${variable}_FILE is set.`,
  });
  if (text !== undefined && path !== undefined) return wrong(`set although ${variable}_FILE is set`);
  if (text !== undefined) {
    const fault = faultOf(text);
    return fault === null ? { source: () => text } : wrong(fault);
  }
  if (path === undefined) return { source: null };
  const read = readFrom(path, setting);
  if ("fault" in read)
    return { fault: `${variable}_FILE was "${path}", ${read.fault}; it may be the path of a file with ${mayBe}.` };
  return { source: watched(path, read.secret, setting, warn, now) };
}
