import type { Environment } from "../../../shared/submission.ts";

const environments: Record<Environment, string> = {
  "built-in": "Demo (built-in Toloka)",
  sandbox: "Sandbox",
  production: "Production",
  custom: "Custom Toloka",
};

export const en = {
  environments,
  connections: "Connections",
  connectionNow: (name: string) => `Connection: ${name}`,
  title: "Connection",
  details: "Details",
  toloka: "Toloka",
  account: "Account",
  balance: "Balance",
  balanceLow: (amount: string) => `${amount}, low`,
  token: "Token",
  tokenFrom: "Token from",
  states: { accepted: "Accepted", refused: "Refused", unreachable: "Not checked" },
  builtInToken: "Not needed for the demo",
  file: (variable: string, path: string) => `${variable} (${path})`,
  unknown: "Unknown",
  refused: (variable: string) => `Toloka refuses the token. The administrator can update ${variable}.`,
  unreachable: (message: string) => `The token couldn't be checked. ${message}`,
  builtIn: "To create tasks in Toloka itself, the administrator sets TOLOKA_TOKEN and restarts Task Desk.",
  failed: "Couldn't load the connection.",
  tryAgain: "Try again",
};
