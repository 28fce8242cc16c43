import { lazy, Suspense, useState } from "react";
import { useWords } from "../../../language.ts";
import { Tabs } from "../../../ui/choice/tabs.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import styles from "../compose.module.css";
import { useComposer } from "../composer-context.ts";
import { words } from "../words.ts";
import { RecentPanel } from "./recent-panel.tsx";

const CodePanel = lazy(() => import("./code-panel.tsx"));

/** What was created in the pool lately, and the task as code. */
export function SideTabs() {
  const { pool } = useComposer();
  const w = useWords(words).panels;
  const [chosen, setChosen] = useState<"recent" | "code">("recent");
  return (
    <div className={styles.tabs}>
      <Tabs
        label={w.tabs}
        tabs={[
          { name: "recent", label: w.recent },
          { name: "code", label: w.code },
        ]}
        chosen={chosen}
        onChoose={setChosen}
      >
        {chosen === "recent" ? (
          <RecentPanel poolId={pool.id} />
        ) : (
          <Suspense fallback={<Skeleton height="15rem" />}>
            <CodePanel />
          </Suspense>
        )}
      </Tabs>
    </div>
  );
}
