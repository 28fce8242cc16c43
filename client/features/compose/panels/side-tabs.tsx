import { lazy, Suspense, useState } from "react";
import { useWords } from "../../../language.ts";
import { frameKind } from "../../../parts/worker-view/frame/frame-kind.ts";
import { Tabs } from "../../../ui/choice/tabs.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import styles from "../compose.module.css";
import { useComposer } from "../composer-context.ts";
import { words } from "../words.ts";
import { RecentPanel } from "./recent-panel.tsx";

const CodePanel = lazy(() => import("./code-panel.tsx"));
const WorkerViewPanel = lazy(() => import("./worker-view-panel.tsx"));

/** What was created in the pool lately, the task as the worker sees it, and as code. */
export function SideTabs() {
  const { pool, project } = useComposer();
  const w = useWords(words).panels;
  const [chosen, setChosen] = useState<"recent" | "worker-view" | "code">("recent");
  return (
    <div className={styles.tabs}>
      <Tabs
        label={w.tabs}
        tabs={[
          { name: "recent", label: w.recent },
          ...(frameKind(project.task_spec) !== null ? [{ name: "worker-view" as const, label: w.workerView }] : []),
          { name: "code", label: w.code },
        ]}
        chosen={chosen}
        onChoose={setChosen}
      >
        {chosen === "recent" ? (
          <RecentPanel poolId={pool.id} />
        ) : (
          <Suspense fallback={<Skeleton height="15rem" />}>
            {chosen === "code" ? <CodePanel /> : <WorkerViewPanel />}
          </Suspense>
        )}
      </Tabs>
    </div>
  );
}
