import type { Answered } from "../../../shared/api/route-types.ts";
import { call, ProblemError } from "../../api.ts";
import { wordsNow } from "../../language.ts";
import { links } from "../../links.ts";
import { deviceShelf } from "../../stored.ts";
import { words } from "./words.ts";

/** In milliseconds: what is shown must not stay for longer after a person has signed out. */
const LONGEST_WAIT = 5000;
const RETRY_AFTER = 1000;

/** Ends the session, and leaves for the page for signing in, whatever happens. Without an answer, this device ends it later. */
export async function signOut(): Promise<void> {
  deviceShelf().write("signing-out", true);
  const left = await tryToSignOut();
  window.location.assign(links.signedOut(left?.provider));
}

/** Leaves when the person signs out in another tab. */
export function followSignOut(): void {
  window.addEventListener("storage", () => isLeft() && window.location.assign(links.signIn()));
}

/**
 * Ends the session that a person has left while the server did not answer; repeats that until it is done, and says so on the page.
 * Call it before anything else is shown. Resolves to whether there was one.
 */
export async function finishSignOut(): Promise<boolean> {
  if (!isLeft()) return false;
  while ((await tryToSignOut()) === null) {
    document.getElementById("root")!.textContent = wordsNow(words).signingOut;
    await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER));
  }
  return true;
}

const isLeft = (): boolean => deviceShelf().read("signing-out") === true;

/** The server's answer; null without one. A refusal means that there is no session any more. */
async function tryToSignOut(): Promise<Answered<"signOut"> | null> {
  let left: Answered<"signOut"> = { done: true, provider: null };
  try {
    left = await call("signOut", { body: { everywhere: false } }, { signal: AbortSignal.timeout(LONGEST_WAIT) });
  } catch (error) {
    const status = error instanceof ProblemError ? error.problem.status : 0;
    if (status < 400 || status >= 500 || status === 429) return null;
  }
  deviceShelf().remove("signing-out");
  return left;
}
