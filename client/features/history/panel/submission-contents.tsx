import type { PartSubmission, SingleSubmission } from "../../../../shared/submission.ts";
import type { CreatedTask } from "../../../../shared/task.ts";
import { tolokaTime } from "../../../../shared/toloka.ts";
import { grouped } from "../../../../shared/values/counts.ts";
import { type Json, stringifyJson } from "../../../../shared/values/json.ts";
import { useLanguage, useWords } from "../../../language.ts";
import { dateAndTime } from "../../../parts/clock.ts";
import { CopyButton } from "../../../parts/copy.tsx";
import { useSession } from "../../../parts/session.tsx";
import { overlapText } from "../../../parts/submission/overlap-text.ts";
import { asCurl, asJson, asTolokaKit } from "../../../parts/submission/snippets.ts";
import { words } from "../words.ts";
import { Fact, Facts } from "./facts.tsx";
import styles from "./panel.module.css";

/** The created task as Toloka returned it, with its present overlap. */
export function TaskSection({ submission, task }: { submission: SingleSubmission; task: CreatedTask }) {
  const w = useWords(words).panel;
  const raw = stringifyJson(task, 2);
  return (
    <section aria-label={w.task}>
      <h3>{w.task}</h3>
      <Facts>
        <Fact term={w.taskId} value={task.id} copy />
        <Fact term={w.overlap} value={overlapText(submission)} />
        {task.created && <Fact term={w.created} value={w.utc(dateAndTime(tolokaTime(task.created)), task.created)} />}
      </Facts>
      <Folded title={w.raw} json={raw}>
        <CopyButton value={raw} label={w.copyTask} />
      </Folded>
    </section>
  );
}

/** The task as submitted, to be copied. */
export function RequestSection({ submission: { task, parameters } }: { submission: SingleSubmission }) {
  const w = useWords(words).panel;
  const url = useSession()?.toloka.url ?? "";
  return (
    <section aria-label={w.request}>
      <h3>{w.request}</h3>
      <div className={styles.copies}>
        <CopyButton value={asJson(task, parameters)} label={w.copyJson} />
        <CopyButton value={asCurl(task, parameters, url)} label={w.copyCurl} />
        <CopyButton value={asTolokaKit(task, parameters, url)} label={w.copyKit} />
      </div>
      <Folded title={w.raw} json={stringifyJson(task, 2)} />
    </section>
  );
}

/** The tasks of a part of an import. */
export function PartSection({ submission: { tasks, created_tasks, import_id } }: { submission: PartSubmission }) {
  const w = useWords(words).panel;
  const language = useLanguage();
  return (
    <section aria-label={w.tasks}>
      <h3>{w.tasks}</h3>
      <Facts>
        <Fact term={w.import} value={import_id} copy />
        <Fact term={w.requested} value={grouped(tasks.length, language)} />
        <Fact term={w.created} value={grouped(created_tasks.length, language)} />
      </Facts>
      <Folded title={w.requestedTasks} json={stringifyJson(tasks as unknown as Json, 2)} />
      <Folded title={w.createdTasks} json={stringifyJson(created_tasks as unknown as Json, 2)} />
    </section>
  );
}

function Folded({ title, json, children }: { title: string; json: string; children?: React.ReactNode }) {
  return (
    <details>
      <summary>{title}</summary>
      <pre className={styles.raw}>{json}</pre>
      {children}
    </details>
  );
}
