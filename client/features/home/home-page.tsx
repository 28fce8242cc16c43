import { useLocation } from "wouter";
import { upstreamKey } from "../../../shared/upstream-key.ts";
import { useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { PoolPicker } from "../../parts/pool/pool-picker.tsx";
import { recentPools } from "../../parts/pool/recent-pools.ts";
import { useSession } from "../../parts/session.tsx";
import { ConnectionCard } from "../../parts/toloka/connection-card.tsx";
import styles from "./home.module.css";
import { RecentPools } from "./recent-pools.tsx";
import { SampleTasks } from "./sample-tasks.tsx";
import { words } from "./words.ts";

/** A touch keyboard would cover the page. */
const hasMouse = (): boolean => window.matchMedia("(pointer: fine)").matches;

/** The page "Home": the way to a pool, and how the server is connected. */
export function HomePage() {
  const w = useWords(words);
  const toloka = useSession()?.toloka;
  const [, navigate] = useLocation();
  const used = toloka === undefined ? [] : recentPools(upstreamKey(toloka));
  const newcomer = toloka !== undefined && used.length === 0;
  const samples = toloka?.environment === "built-in" && <SampleTasks tolokaUrl={toloka.url} />;
  return (
    <div className={styles.page}>
      <h1>{w.title}</h1>
      <div className={styles.columns}>
        <div className={styles.column}>
          <PoolPicker value={null} onChange={(id) => navigate(links.newTask(id))} focused={newcomer && hasMouse()} />
          {newcomer && samples}
          {toloka !== undefined && <RecentPools used={used} />}
          {!newcomer && samples}
        </div>
        {toloka !== undefined && <ConnectionCard />}
      </div>
    </div>
  );
}
