import { useLocation } from "wouter";
import { useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { PoolPicker } from "../../parts/pool/pool-picker.tsx";
import { useSession } from "../../parts/session.tsx";
import { ConnectionCard } from "../../parts/toloka/connection-card.tsx";
import styles from "./home.module.css";
import { RecentPools } from "./recent-pools.tsx";
import { SampleTasks } from "./sample-tasks.tsx";
import { words } from "./words.ts";

/** The page "Home": the way to a pool, and how the server is connected. */
export function HomePage() {
  const w = useWords(words);
  const session = useSession();
  const [, navigate] = useLocation();
  return (
    <div className={styles.page}>
      <h1>{w.title}</h1>
      <div className={styles.columns}>
        <div className={styles.column}>
          <PoolPicker value={null} onChange={(id) => navigate(links.newTask(id))} />
          {session?.toloka.environment === "built-in" && <SampleTasks tolokaUrl={session.toloka.url} />}
          {session && <RecentPools toloka={session.toloka} />}
        </div>
        <div className={styles.column}>
          <ConnectionCard />
        </div>
      </div>
    </div>
  );
}
