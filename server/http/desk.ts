import type { Health } from "../../shared/api/routes.ts";
import type { Log } from "../log.ts";
import type { ProbeUrl } from "../media/probe.ts";
import type { Submissions, Upstream } from "../submissions/submissions.ts";
import type { Toloka } from "../toloka/client.ts";

/** The rooms behind the HTTP side, opened by `main`, and what it needs to know of them. */
export interface Desk {
  version: string;
  upstream: Upstream;
  engine: Health["journal"]["engine"];
  submissions: Submissions;
  toloka: Toloka;
  /** Looks at a media URL; null when the administrator switched it off. */
  probe: ProbeUrl | null;
  /** Names beside the loopback ones under which this server may be addressed. */
  allowedHosts: readonly string[];
  /** Where the built client lies; it may be missing. */
  clientDir: string;
  /** Aborts when the server has been told to stop: held answers end with what is known. */
  stopping: AbortSignal;
  /** Whether an answer that does not fit its schema is an error (in tests) or a log line. */
  strictAnswers: boolean;
  log: Log;
}
