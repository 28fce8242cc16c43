import { IconAlertTriangle, IconCheck, IconHelp, IconInfoCircle, IconX } from "@tabler/icons-react";
import type { Connection } from "../../../shared/api/connection.ts";
import { useWords } from "../../language.ts";
import { Pill } from "../../ui/pill.tsx";
import { Strip } from "../../ui/strip.tsx";
import { words } from "./words.ts";

const LOOKS = {
  accepted: { tone: "good", Icon: IconCheck },
  refused: { tone: "bad", Icon: IconX },
  unreachable: { tone: "warning", Icon: IconHelp },
} as const;

/** Whether Toloka takes the token. */
export function TokenPill({ state }: { state: Connection["check"]["state"] }) {
  const { states } = useWords(words);
  const { tone, Icon } = LOOKS[state];
  return (
    <Pill tone={tone} icon={<Icon size={14} aria-hidden />}>
      {states[state]}
    </Pill>
  );
}

/** Where the token comes from, as a text. */
export function tokenSource({ variable, file }: Connection["token"], w: typeof words.en): string {
  if (variable === null) return w.builtInToken;
  return file === null ? variable : w.file(variable, file);
}

/** What an administrator has to do about the token, with the variable's name. */
export function TokenAdvice({ connection: { check, token, toloka } }: { connection: Connection }) {
  const w = useWords(words);
  if (check.state === "refused")
    return (
      <Strip tone="bad" role="alert" icon={<IconAlertTriangle size={18} aria-hidden />}>
        {w.refused(token.variable ?? "TOLOKA_TOKEN")}
      </Strip>
    );
  if (check.state === "unreachable")
    return (
      <Strip tone="warning" role="status" icon={<IconAlertTriangle size={18} aria-hidden />}>
        {w.unreachable(check.problem?.message ?? "")}
      </Strip>
    );
  return toloka.environment === "built-in" ? (
    <Strip tone="accent" icon={<IconInfoCircle size={18} aria-hidden />}>
      {w.builtIn}
    </Strip>
  ) : null;
}
