import type { Environment } from "./submission.ts";

/**
 * The name under which the journal and the device store what belongs to one Toloka: its address, or `built-in`, since the
 * built-in Toloka listens on another port at every start.
 */
export const upstreamKey = ({ environment, url }: { environment: Environment; url: string }): string =>
  environment === "built-in" ? "built-in" : url;
