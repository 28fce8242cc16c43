import type { TokenFrom } from "../../shared/api/connection.ts";
import type { Health } from "../../shared/api/health.ts";
import type { Role } from "../../shared/roles.ts";
import type { SecondPerson } from "../approvals/approvals.ts";
import type { Audit } from "../audit/audit.ts";
import type { Imports } from "../imports/imports.ts";
import type { Log } from "../log.ts";
import type { ProbeUrl } from "../media/probe.ts";
import type { Metrics } from "../metrics.ts";
import type { OidcSignIn } from "../people/oidc/oidc-sign-in.ts";
import type { People } from "../people/people.ts";
import type { Reconciliations } from "../reconciliation/reconciliation.ts";
import type { Submissions, Upstream } from "../submissions/submissions.ts";
import type { TokenWatch } from "../token-check.ts";
import type { Toloka } from "../toloka/client.ts";
import type { Trace } from "../tracing/trace.ts";
import type { PlainHttp } from "./edge/plain-http.ts";
import type { TlsFiles } from "./edge/tls.ts";
import type { Demand } from "./sign-in/identity.ts";

/** How people sign in. `secret`: what signs the cookies of sessions now. */
export interface SignIn {
  people: People;
  audit: Audit;
  secret(): string;
  passwords: boolean;
  /** Who has to have a second factor. */
  secondFactorFor: Demand;
  oidc: OidcSignIn | null;
}

/** A Toloka with what is sent to it by one account. */
export interface ConnectedToloka {
  /** Unique; the `connection` of a query. */
  name: string;
  upstream: Upstream;
  tokenFrom: TokenFrom;
  tokenCheck: TokenWatch;
  /** The least role that may create tasks there. */
  createRole: Role;
  submissions: Submissions;
  imports: Imports;
  reconciliations: Reconciliations;
  toloka: Toloka;
}

/** What the HTTP server needs of the rest of the program. */
export interface Desk {
  version: string;
  startedAt: Date;
  /** The first is for requests that name none. */
  connections: [ConnectedToloka, ...ConnectedToloka[]];
  /** The connection of the submission or import with this id; null: there is none, or it is for another Toloka or account. */
  connectionOf(params: { operation_id?: string; import_id?: string }): Promise<string | null>;
  /** Requests to Toloka per second; 0: no limit. */
  ratePerSecond: number;
  engine: Health["journal"]["engine"];
  /** Checks a media URL; null if the administrator has switched this off. */
  probe: ProbeUrl | null;
  /** Host names besides the loopback ones under which the server may be reached. */
  allowedHosts: readonly string[];
  /** Null: nobody signs in. */
  signIn: SignIn | null;
  /** What takes the approval of a second person; null: nothing. */
  secondPerson: SecondPerson | null;
  /** The proxies in front, as Express takes them: how many, or their addresses; false: none. */
  trustProxy: number | string[] | false;
  /** What may come from other machines in plain http. */
  plainHttp: PlainHttp;
  /** Whether browsers are told to use https only for the hosts below ours, too. */
  hstsSubdomains: boolean;
  /** The certificate's files, for https; null: http. */
  tls: TlsFiles | null;
  metrics: Metrics;
  trace: Trace;
  /** What a reader of `/metrics` has to show; null: it is for this machine only. */
  metricsKey: (() => string) | null;
  /** The folder of the built client, which may be missing. */
  clientDir: string;
  /** Aborts when the server stops. Held answers are then given with what is known. */
  stopping: AbortSignal;
  /** Whether answers are checked against their schemas (in tests). */
  strictAnswers: boolean;
  log: Log;
}
