import type { PartSubmission, SingleSubmission } from "../../../shared/submission.ts";
import type { CreatedTask } from "../../../shared/task.ts";
import { tolokaTime } from "../../../shared/toloka.ts";
import { type Json, stringifyJson } from "../../../shared/values/json.ts";
import { dateAndTime } from "../../parts/clock.ts";
import { CopyButton } from "../../parts/copy.tsx";
import { overlapText } from "../../parts/overlap-text.ts";
import { useSession } from "../../parts/session.tsx";
import { asCurl, asJson, asTolokaKit } from "../../parts/snippets.ts";
import { Fact, Facts } from "./facts.tsx";
import styles from "./history.module.css";

/** The created task as Toloka returned it, with its present overlap. */
export function WhatExists({ submission, task }: { submission: SingleSubmission; task: CreatedTask }) {
  const raw = stringifyJson(task, 2);
  return (
    <section aria-label="What exists">
      <h3>What exists</h3>
      <Facts>
        <Fact term="Task id" value={task.id} copy />
        <Fact term="Overlap" value={overlapText(submission)} />
        {task.created && (
          <Fact term="Created" value={`${dateAndTime(tolokaTime(task.created))} (${task.created} UTC)`} />
        )}
      </Facts>
      <details>
        <summary>Raw JSON</summary>
        <pre className={styles.raw}>{raw}</pre>
      </details>
      <CopyButton value={raw} label="Copy the task as JSON" />
    </section>
  );
}

/** The task as submitted, to be copied. */
export function WhatWasAsked({ submission: { task, parameters } }: { submission: SingleSubmission }) {
  const url = useSession()?.toloka.url ?? "";
  return (
    <section aria-label="What was asked">
      <h3>What was asked</h3>
      <pre className={styles.raw}>{stringifyJson(task, 2)}</pre>
      <div className={styles.buttons}>
        <CopyButton value={asJson(task, parameters)} label="Copy as JSON" />
        <CopyButton value={asCurl(task, parameters, url)} label="Copy as curl" />
        <CopyButton value={asTolokaKit(task, parameters, url)} label="Copy as toloka-kit" />
      </div>
    </section>
  );
}

/** The tasks of a part of an import. */
export function PartContents({ submission: { tasks, created_tasks, import_id } }: { submission: PartSubmission }) {
  const lists: [string, Json][] = [
    ["What was asked", tasks as unknown as Json],
    ["What exists", created_tasks as unknown as Json],
  ];
  return (
    <section aria-label="Tasks">
      <h3>Tasks</h3>
      <Facts>
        <Fact term="Import" value={import_id} copy />
        <Fact term="Asked for" value={tasks.length.toLocaleString("en")} />
        <Fact term="Created" value={created_tasks.length.toLocaleString("en")} />
      </Facts>
      {lists.map(([title, list]) => (
        <details key={title}>
          <summary>{title}: raw JSON</summary>
          <pre className={styles.raw}>{stringifyJson(list, 2)}</pre>
        </details>
      ))}
    </section>
  );
}
