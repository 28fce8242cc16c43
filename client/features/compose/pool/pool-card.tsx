import { IconExternalLink, IconReplace } from "@tabler/icons-react";
import { type ReactNode, useEffect, useState } from "react";
import { useLocation } from "wouter";
import type { Pool, Project } from "../../../../shared/toloka.ts";
import { upstreamKey } from "../../../../shared/upstream-key.ts";
import { useWords } from "../../../language.ts";
import { links } from "../../../links.ts";
import { CopyButton } from "../../../parts/copy.tsx";
import { PoolPicker } from "../../../parts/pool/pool-picker.tsx";
import { type FoundPool, PoolStatus, poolTitle } from "../../../parts/pool/pool-title.tsx";
import { rememberPool } from "../../../parts/pool/recent-pools.ts";
import { useSession } from "../../../parts/session.tsx";
import { Button, buttonClass } from "../../../ui/button.tsx";
import { POOL_PLACE } from "../fields/focus.ts";
import { words } from "../words.ts";
import styles from "./pool-card.module.css";
import { PoolChips } from "./pool-chips.tsx";

/** The pool of the form: project, name, id, status, the facts that matter for a task, and below them its warnings. */
export function PoolCard({ pool, project, children }: { pool: Pool; project: Project; children: ReactNode }) {
  const w = useWords(words).pool;
  const [changing, setChanging] = useState(false);
  useRememberedPool({ pool, project });
  return (
    <section className={styles.card} aria-label={w.card(pool.id)}>
      <div className={styles.head}>
        <h2 className={styles.title}>
          <span className={styles.project}>{project.public_name}</span>
          <span className={styles.arrow} aria-hidden>
            ›
          </span>
          <span>{pool.private_name}</span>
        </h2>
        <span className={styles.id}>
          <code>{pool.id}</code>
          <CopyButton iconOnly value={pool.id} label={w.copyId} />
        </span>
        <PoolStatus found={{ pool, project }} />
        <div className={styles.actions}>
          <TolokaLink pool={pool} />
          <span id={POOL_PLACE}>
            <Button
              compact
              icon={<IconReplace size={16} aria-hidden />}
              aria-expanded={changing}
              onClick={() => setChanging(!changing)}
            >
              {changing ? w.cancel : w.change}
            </Button>
          </span>
        </div>
      </div>
      {changing && <PoolChange poolId={pool.id} onDone={() => setChanging(false)} />}
      <PoolChips pool={pool} />
      {children}
    </section>
  );
}

function PoolChange({ poolId, onDone }: { poolId: string; onDone: () => void }) {
  const [, navigate] = useLocation();
  return (
    <div className={styles.change}>
      <PoolPicker
        focused
        value={poolId}
        onChange={(chosen) => {
          onDone();
          navigate(links.newTask(chosen));
        }}
      />
    </div>
  );
}

/** The search offers it, and other pages lead back to it. */
function useRememberedPool(found: FoundPool): void {
  const toloka = useSession()?.toloka;
  const upstream = toloka && upstreamKey(toloka);
  const { id } = found.pool;
  const title = poolTitle(found);
  useEffect(() => {
    if (upstream !== undefined) rememberPool(upstream, { id, title });
  }, [upstream, id, title]);
}

/** Toloka's own page of the pool. The built-in Toloka has none, and of another one it is not known. */
function TolokaLink({ pool }: { pool: Pool }) {
  const w = useWords(words).pool;
  const toloka = useSession()?.toloka;
  if (toloka?.environment !== "production" && toloka?.environment !== "sandbox") return null;
  const address = new URL(`/requester/project/${pool.project_id}/pool/${pool.id}`, toloka.url).href;
  return (
    <a className={buttonClass({ look: "quiet", compact: true })} href={address} target="_blank" rel="noreferrer">
      {w.inToloka} <IconExternalLink size={16} aria-hidden />
    </a>
  );
}
