import { IconArchive, IconLock, IconPlayerPlay, IconPlayerStop } from "@tabler/icons-react";
import type { Pool, Project } from "../../../shared/toloka.ts";
import { useWords } from "../../language.ts";
import { Pill, type Tone } from "../../ui/pill.tsx";
import styles from "./pool-title.module.css";
import { words } from "./words.ts";

export interface FoundPool {
  pool: Pool;
  project: Project | null;
}

/** A pool's names in one line: `Cats vs dogs · Morning · 1080020`. */
export function poolTitle({ pool, project }: FoundPool): string {
  const names = [project?.public_name, pool.private_name].filter(Boolean).join(" · ");
  return names.includes(pool.id) ? names : [names, pool.id].filter(Boolean).join(" · ");
}

/** A pool in a list: its names and its status. */
export function PoolLine({ found }: { found: FoundPool }) {
  return (
    <span className={styles.line}>
      <span className={styles.title}>{poolTitle(found)}</span>
      <PoolStatus found={found} />
    </span>
  );
}

const LOOKS: Record<string, { tone: Tone; Icon: typeof IconLock }> = {
  OPEN: { tone: "good", Icon: IconPlayerPlay },
  CLOSED: { tone: "neutral", Icon: IconPlayerStop },
  ARCHIVED: { tone: "warning", Icon: IconArchive },
  LOCKED: { tone: "warning", Icon: IconLock },
};

/** A pool's status. The pools of an archived project are archived as well. */
export function PoolStatus({ found: { pool, project } }: { found: FoundPool }) {
  const w = useWords(words);
  const status = project?.status === "ARCHIVED" ? "ARCHIVED" : pool.status;
  const { tone, Icon } = LOOKS[status] ?? { tone: "neutral", Icon: IconLock };
  return (
    <Pill tone={tone} icon={<Icon size={14} aria-hidden />}>
      {w.statuses[status] ?? status}
      {pool.type === "TRAINING" && ` · ${w.training}`}
    </Pill>
  );
}
