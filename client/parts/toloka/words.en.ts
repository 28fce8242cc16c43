import type { Environment } from "../../../shared/submission.ts";

const environments: Record<Environment, string> = {
  "built-in": "Demo (built-in Toloka)",
  sandbox: "Sandbox",
  production: "Production",
  custom: "Custom Toloka",
};

export const en = {
  environments,
  connection: { title: "Connection", details: "Details", toloka: "Toloka", account: "Account", balance: "Balance" },
};
