import { vi } from "vitest";

const STEP_MS = 30_000;
const now = Date.now;
let ahead = 0;

/**
 * Moves the clock of this process, and so of the servers in it, on to the start of the next time step: the code of an authenticator app is
 * a new one, and is valid for 30 seconds from here. `vi.restoreAllMocks` sets it right again.
 */
export function nextStep(): void {
  if (!vi.isMockFunction(Date.now)) ahead = 0;
  ahead += STEP_MS - ((now() + ahead) % STEP_MS);
  vi.spyOn(Date, "now").mockImplementation(() => now() + ahead);
}
