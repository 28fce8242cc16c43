import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import type { RecentPool } from "../../../shared/api/recent-pools.ts";
import { useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { firstMedia, Thumbnail } from "../../parts/media/thumbnail.tsx";
import { Ago } from "../../parts/moment.tsx";
import { PoolStatus } from "../../parts/pool/pool-title.tsx";
import { poolNameQuery } from "../../queries.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import styles from "./pool-card.module.css";
import { words } from "./words.ts";

const THUMBNAIL = "4rem";

/** A pool, with the picture of the task that was created in it last. `recent`: `null` if none was created. */
export function PoolCard({ poolId, recent }: { poolId: string; recent: RecentPool | null }) {
  const w = useWords(words);
  const { data, isPending } = useQuery(poolNameQuery(poolId));
  return (
    <Link className={styles.pool} href={links.newTask(poolId)}>
      <Thumbnail address={firstMedia(recent?.latest?.input_values)} size={THUMBNAIL} />
      <span className={styles.facts}>
        <span className={styles.name}>
          {isPending ? <Skeleton width="70%" height="1.25rem" /> : (data?.pool.private_name ?? w.unnamed(poolId))}
        </span>
        <span className={styles.muted}>{data ? (data.project.public_name ?? data.pool.project_id) : "\u00a0"}</span>
        <span className={styles.foot}>
          {data && <PoolStatus found={data} />}
          <span className={styles.muted}>
            {recent?.latest && <Ago at={recent.latest.created_at} />}
            {recent !== null && recent.created > 0 && ` · ${w.createdToday(recent.created)}`}
          </span>
        </span>
      </span>
    </Link>
  );
}

/** The same size while the pools are read. */
export function PoolCardSkeleton() {
  return (
    <div className={styles.pool}>
      <Skeleton width={THUMBNAIL} height={THUMBNAIL} />
      <span className={styles.facts}>
        <Skeleton width="70%" height="1.25rem" />
        <Skeleton width="50%" height="1.25rem" />
        <Skeleton width="60%" height="1.5rem" />
      </span>
    </div>
  );
}
