import { Link } from "wouter";
import { messageText } from "../../../shared/api/problem.ts";
import {
  FINDING_KINDS,
  type ReconciledPool,
  type Reconciliation,
} from "../../../shared/api/reconciliation/reconciliation-routes.ts";
import { useLanguage, useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { Card } from "../../ui/card.tsx";
import styles from "./reconciliation.module.css";
import { words } from "./words.ts";

/** The compared pools, each with its counts and why it could not be compared to its end. */
export function Pools({ run }: { run: Reconciliation }) {
  const w = useWords(words);
  if (run.pools.length === 0) return null;
  return (
    <Card title={w.pools}>
      <ul className={styles.list} aria-label={w.pools}>
        {run.pools.map((pool) => (
          <Pool key={pool.pool_id} pool={pool} />
        ))}
      </ul>
    </Card>
  );
}

function Pool({ pool }: { pool: ReconciledPool }) {
  const w = useWords(words);
  const language = useLanguage();
  const counts = [
    w.poolCounts(pool.tasks, pool.known),
    ...(["removed", "later", "undecided"] as const).flatMap((name) => (pool[name] > 0 ? [w[name](pool[name])] : [])),
    ...FINDING_KINDS.flatMap((kind) => (pool[kind] > 0 ? [w.found(pool[kind], w.kinds[kind])] : [])),
  ];
  return (
    <li className={styles.item}>
      <Link href={links.history({ pool_id: pool.pool_id })}>
        {w.pool} {pool.pool_id}
      </Link>
      {counts.map((count) => (
        <span key={count} className={styles.about}>
          {count}
        </span>
      ))}
      {pool.problem !== null && <span role="note">{messageText(pool.problem, language)}</span>}
    </li>
  );
}
