import { IconAlertTriangle, IconCircleX, IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Strip } from "../../../ui/strip.tsx";

const ICONS = { neutral: IconInfoCircle, warning: IconAlertTriangle, bad: IconCircleX } as const;

/** A strip above the footer with one sentence. */
export function Line(props: { tone: keyof typeof ICONS; actions?: ReactNode; children: ReactNode }) {
  const Icon = ICONS[props.tone];
  return (
    <Strip
      tone={props.tone}
      icon={<Icon size={20} aria-hidden />}
      actions={props.actions}
      {...(props.tone === "bad" ? { role: "alert" as const } : {})}
    >
      {props.children}
    </Strip>
  );
}
