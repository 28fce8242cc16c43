import { IconAlertTriangleFilled, IconChevronDown, IconCircleFilled, IconFlask, IconServer } from "@tabler/icons-react";
import type { Session } from "../../../shared/api/routes.ts";
import { useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { Menu } from "../../ui/choice/menu.tsx";
import styles from "./environment.module.css";
import { words } from "./words.ts";

const ICONS = {
  "built-in": IconCircleFilled,
  sandbox: IconFlask,
  production: IconAlertTriangleFilled,
  custom: IconServer,
} as const;

type Toloka = Session["toloka"];

function EnvironmentIcon({ environment }: Pick<Toloka, "environment">) {
  const Icon = ICONS[environment];
  return <Icon size={environment === "built-in" ? 10 : 16} aria-hidden />;
}

/** Which Toloka the server uses, with its address on hover. */
export function EnvironmentPill({ toloka: { environment, url } }: { toloka: Toloka }) {
  const { environments } = useWords(words);
  return (
    <span className={styles.environment} data-environment={environment} title={url}>
      <EnvironmentIcon environment={environment} />
      <span className={styles.name}>{environments[environment]}</span>
    </span>
  );
}

/** The same where the server has several connections: the name too, and a menu of the others, each another page load. */
export function ConnectionMenu({ session: { connection, connections, toloka } }: { session: Session }) {
  const w = useWords(words);
  const titled = (name: string, environment: Toloka["environment"]): string =>
    name === environment ? w.environments[environment] : `${name} · ${w.environments[environment]}`;
  const groups = [
    {
      label: w.connections,
      named: true as const,
      items: connections.map(({ name, environment }) => ({
        id: name,
        label: titled(name, environment),
        icon: <EnvironmentIcon environment={environment} />,
        checked: name === connection,
        act: () => window.location.assign(links.switchTo(name)),
      })),
    },
  ];
  const title = titled(connection, toloka.environment);
  // The word of the environment stays where the name is cut.
  const named = connection !== toloka.environment;
  return (
    <Menu
      label={w.connections}
      groups={groups}
      trigger={(button) => (
        <button
          type="button"
          className={styles.environment}
          data-environment={toloka.environment}
          title={toloka.url}
          aria-label={w.connectionNow(title)}
          {...button}
        >
          <EnvironmentIcon environment={toloka.environment} />
          <span className={styles.name}>{named ? connection : title}</span>
          {named && <span className={styles.word}>· {w.environments[toloka.environment]}</span>}
          <IconChevronDown size={14} aria-hidden />
        </button>
      )}
    />
  );
}
