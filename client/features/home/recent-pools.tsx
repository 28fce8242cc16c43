import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { problemText } from "../../../shared/api/problem.ts";
import { ProblemError } from "../../api.ts";
import { useLanguage, useWords } from "../../language.ts";
import type { RecentPool } from "../../parts/pool/recent-pools.ts";
import { recentPoolsQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import styles from "./home.module.css";
import { PoolCard, PoolCardSkeleton } from "./pool-card.tsx";
import { words } from "./words.ts";

const LIMIT = 6;

/** The pools that tasks were created in last, then those that were only opened. `used`: those used on this device. */
export function RecentPools({ used }: { used: readonly RecentPool[] }) {
  const w = useWords(words);
  const language = useLanguage();
  const [since] = useState(startOfToday);
  const recent = useQuery(recentPoolsQuery(since, LIMIT));
  const created = recent.data?.items ?? [];
  const opened = used.filter(({ id }) => !created.some(({ pool_id }) => pool_id === id));
  return (
    <Card title={w.recent}>
      {recent.isPending ? (
        <div className={styles.pools}>
          {Array.from({ length: Math.max(used.length, 1) }, (_item, index) => (
            <PoolCardSkeleton key={`${index + 1}`} />
          ))}
        </div>
      ) : recent.isError && opened.length === 0 ? (
        <div className={styles.failed} role="alert">
          <p className={styles.note}>
            {recent.error instanceof ProblemError ? problemText(recent.error.problem, language) : w.recentFailed}
          </p>
          <Button onClick={() => recent.refetch()}>{w.tryAgain}</Button>
        </div>
      ) : created.length + opened.length === 0 ? (
        <p className={styles.note}>{w.noRecent}</p>
      ) : (
        <ul className={styles.pools}>
          {created.map((pool) => (
            <li key={pool.pool_id}>
              <PoolCard poolId={pool.pool_id} recent={pool} />
            </li>
          ))}
          {opened.slice(0, LIMIT - created.length).map(({ id }) => (
            <li key={id}>
              <PoolCard poolId={id} recent={null} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

const startOfToday = (): string => new Date(new Date().setHours(0, 0, 0, 0)).toISOString();
