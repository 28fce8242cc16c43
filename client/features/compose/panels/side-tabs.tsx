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

type Tab = "recent" | "worker-view" | "code";

/**
 * What was created in the pool lately, the task as the worker sees it, and as code. The worker's view is made ready as soon as its
 * tab may be pressed, and stays with its answer when another tab is chosen.
 */
export function SideTabs() {
  const { pool, project } = useComposer();
  const w = useWords(words).panels;
  const [chosen, setChosen] = useState<Tab>("recent");
  const [viewReady, setViewReady] = useState(false);
  const hasView = frameKind(project.task_spec) !== null;
  const prepare = (name: Tab) => {
    if (name === "worker-view") setViewReady(true);
  };
  return (
    <div className={styles.tabs}>
      <Tabs
        label={w.tabs}
        tabs={[
          { name: "recent", label: w.recent },
          ...(hasView ? [{ name: "worker-view" as const, label: w.workerView }] : []),
          { name: "code", label: w.code },
        ]}
        chosen={chosen}
        onChoose={(name) => {
          prepare(name);
          setChosen(name);
        }}
        onNear={prepare}
      >
        {chosen === "recent" && <RecentPanel poolId={pool.id} />}
        {chosen === "code" && (
          <Suspense fallback={<Skeleton height="15rem" />}>
            <CodePanel />
          </Suspense>
        )}
        {viewReady && hasView && (
          <div hidden={chosen !== "worker-view"}>
            <Suspense fallback={<Skeleton height="15rem" />}>
              <WorkerViewPanel asleep={chosen !== "worker-view"} />
            </Suspense>
          </div>
        )}
      </Tabs>
    </div>
  );
}
