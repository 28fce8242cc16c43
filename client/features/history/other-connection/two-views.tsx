import type { Session } from "../../../../shared/api/routes.ts";
import type { JsonObject } from "../../../../shared/values/json.ts";
import { useWords } from "../../../language.ts";
import type { FoundPool } from "../../../parts/pool/pool-title.tsx";
import { EnvironmentPill } from "../../../parts/toloka/environment.tsx";
import { frameKind } from "../../../parts/worker-view/frame/frame-kind.ts";
import { WorkerView } from "../../../parts/worker-view/worker-view.tsx";
import styles from "./other-connection-dialog.module.css";
import { words } from "./words.ts";

/** A pool and its project in one of the connections. */
export interface ViewSide {
  connection: Session["connections"][number];
  found: FoundPool;
}

interface TwoViewsProps {
  sides: readonly ViewSide[];
  input_values: JsonObject;
  solutions: readonly JsonObject[];
}

/** The same task as workers of two connections see it: beside each other, or one below the other in a narrow window. */
export default function TwoViews({ sides, input_values, solutions }: TwoViewsProps) {
  const w = useWords(words);
  return (
    <div className={styles.views}>
      {sides.map(({ connection, found }) => {
        const task_spec = found.project?.task_spec;
        const title = w.viewIn(connection.name);
        return (
          <section key={connection.name} aria-label={title} className={styles.view}>
            <h3>
              {connection.name} <EnvironmentPill toloka={connection} />
            </h3>
            {task_spec === undefined || frameKind(task_spec) === null ? (
              <p>{w.noView}</p>
            ) : (
              <WorkerView title={title} task_spec={task_spec} input_values={input_values} solutions={solutions} />
            )}
          </section>
        );
      })}
    </div>
  );
}
