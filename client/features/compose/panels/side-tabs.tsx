import { lazy, Suspense, useState } from "react";
import { useWords } from "../../../language.ts";
import { frameKind } from "../../../parts/worker-view/frame/frame-kind.ts";
import { deviceShelf } from "../../../stored.ts";
import { Tabs } from "../../../ui/choice/tabs.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import styles from "../compose.module.css";
import { useComposer } from "../composer-context.ts";
import { words } from "../words.ts";
import { RecentPanel } from "./recent-panel.tsx";

const CodePanel = lazy(() => import("./code-panel.tsx"));
const WorkerViewPanel = lazy(() => import("./worker-view-panel.tsx"));

const TABS = ["recent", "worker-view", "code"] as const;
type Tab = (typeof TABS)[number];

function chosenLast(): Tab {
  const stored = deviceShelf().read("side-tab");
  return TABS.find((tab) => tab === stored) ?? "recent";
}

/**
 * What was created in the pool lately, the task as the worker sees it, and as code. The tab that was chosen last on this device is
 * shown. The worker's view is made ready as soon as its tab may be pressed, and keeps its answer when another tab is chosen.
 */
export function SideTabs() {
  const { pool, project } = useComposer();
  const w = useWords(words).panels;
  const [last, setLast] = useState(chosenLast);
  const [viewReady, setViewReady] = useState(last === "worker-view");
  const hasView = frameKind(project.task_spec) !== null;
  const chosen = last === "worker-view" && !hasView ? "recent" : last;
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
          setLast(name);
          deviceShelf().write("side-tab", name);
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
