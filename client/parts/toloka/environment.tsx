import { IconAlertTriangleFilled, IconCircleFilled, IconFlask, IconServer } from "@tabler/icons-react";
import type { Session } from "../../../shared/api/routes.ts";
import { useWords } from "../../language.ts";
import styles from "./environment.module.css";
import { words } from "./words.ts";

const ICONS = {
  "built-in": IconCircleFilled,
  sandbox: IconFlask,
  production: IconAlertTriangleFilled,
  custom: IconServer,
} as const;

/** Which Toloka the server uses, with its address on hover. */
export function EnvironmentPill({ toloka: { environment, url } }: { toloka: Session["toloka"] }) {
  const { environments } = useWords(words);
  const Icon = ICONS[environment];
  return (
    <span className={styles.environment} data-environment={environment} title={url}>
      <Icon size={environment === "built-in" ? 10 : 16} aria-hidden />
      <span className={styles.name}>{environments[environment]}</span>
    </span>
  );
}
