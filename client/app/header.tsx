import {
  IconAlertTriangleFilled,
  IconCircleFilled,
  IconFlask,
  IconKeyboard,
  IconServer,
  IconUser,
} from "@tabler/icons-react";
import { Link, useLocation } from "wouter";
import type { Session } from "../../shared/api/routes.ts";
import { links } from "../links.ts";
import { environmentWord, useSession } from "../parts/session.tsx";
import styles from "./header.module.css";
import { ThemeSwitch } from "./theme-switch.tsx";

/** The pages, the environment of Toloka, and the operator. */
export function Header({ onHelp }: { onHelp: () => void }) {
  const session = useSession();
  const [location] = useLocation();
  const history = location.startsWith("/submissions");
  return (
    <header className={styles.header}>
      <Link className={styles.brand} href={links.newTask()}>
        Task Desk
      </Link>
      <nav className={styles.pages} aria-label="Pages">
        <Link href={links.newTask()} className={styles.page} {...current(!history)}>
          New task
        </Link>
        <Link href={links.history()} className={styles.page} {...current(history)}>
          Submissions
        </Link>
      </nav>
      <div className={styles.tools}>
        <span className={styles.environmentPlace}>{session && <EnvironmentLabel toloka={session.toloka} />}</span>
        <button
          type="button"
          className={styles.tool}
          title="Short cuts (?)"
          aria-label="Short cuts"
          aria-haspopup="dialog"
          onClick={onHelp}
        >
          <IconKeyboard size={18} aria-hidden />
        </button>
        <ThemeSwitch />
        <span className={styles.operator} title={session?.operator}>
          <IconUser size={16} aria-hidden />
          <span className={styles.name}>{session?.operator}</span>
        </span>
      </div>
    </header>
  );
}

const current = (here: boolean) => (here ? ({ "aria-current": "page" } as const) : {});

const ICONS = {
  "built-in": IconCircleFilled,
  sandbox: IconFlask,
  production: IconAlertTriangleFilled,
  custom: IconServer,
} as const;

function EnvironmentLabel({ toloka: { environment, url } }: { toloka: Session["toloka"] }) {
  const Icon = ICONS[environment];
  return (
    <span className={styles.environment} data-environment={environment} title={url}>
      <Icon size={environment === "built-in" ? 10 : 16} aria-hidden />
      {environmentWord(environment)}
    </span>
  );
}
