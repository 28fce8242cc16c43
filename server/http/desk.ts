import type { TokenFrom } from "../../shared/api/connection.ts";
import type { Health } from "../../shared/api/health.ts";
import type { Imports } from "../imports/imports.ts";
import type { Log } from "../log.ts";
import type { ProbeUrl } from "../media/probe.ts";
import type { Submissions, Upstream } from "../submissions/submissions.ts";
import type { Toloka } from "../toloka/client.ts";

/** What the HTTP server needs of the rest of the program. */
export interface Desk {
  version: string;
  startedAt: Date;
  upstream: Upstream;
  tokenFrom: TokenFrom;
  /** Requests to Toloka per second; 0: no limit. */
  ratePerSecond: number;
  engine: Health["journal"]["engine"];
  submissions: Submissions;
  imports: Imports;
  toloka: Toloka;
  /** Checks a media URL; null if the administrator has switched this off. */
  probe: ProbeUrl | null;
  /** Host names besides the loopback ones under which the server may be reached. */
  allowedHosts: readonly string[];
  /** The folder of the built client, which may be missing. */
  clientDir: string;
  /** Aborts when the server stops. Held answers are then given with what is known. */
  stopping: AbortSignal;
  /** Whether answers are checked against their schemas (in tests). */
  strictAnswers: boolean;
  log: Log;
}
