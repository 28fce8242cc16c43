import { Link } from "wouter";
import type { Session } from "../../../shared/api/routes.ts";
import { upstreamKey } from "../../../shared/upstream-key.ts";
import { useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { recentPools } from "../../parts/pool/recent-pools.ts";
import { Card } from "../../ui/card.tsx";
import styles from "./home.module.css";
import { words } from "./words.ts";

/** The pools used before, each with a link to its form. */
export function RecentPools({ toloka }: { toloka: Session["toloka"] }) {
  const w = useWords(words);
  const pools = recentPools(upstreamKey(toloka));
  return (
    <Card title={w.recent}>
      {pools.length === 0 ? (
        <p className={styles.note}>{w.noRecent}</p>
      ) : (
        <ul className={styles.pools}>
          {pools.map(({ id, title }) => (
            <li key={id}>
              <Link className={styles.pool} href={links.newTask(id)}>
                {title}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
