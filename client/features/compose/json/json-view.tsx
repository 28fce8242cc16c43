import { useEffect, useMemo, useState } from "react";
import { messageText } from "../../../../shared/api/problem.ts";
import { Task, taskKind } from "../../../../shared/task.ts";
import { isJsonObject, JsonError, type JsonObject, parseJson, stringifyJson } from "../../../../shared/values/json.ts";
import { useLanguage, useWords } from "../../../language.ts";
import { FieldError } from "../../../ui/text/field.tsx";
import { JsonEditor } from "../../../ui/text/json-editor.tsx";
import styles from "../compose.module.css";
import { useComposer } from "../composer-context.ts";
import { checkTask } from "../form/check-form.ts";
import { readTask } from "../form/read-task.ts";
import { words } from "../words.ts";
import { marksFor } from "./json-marks.ts";

/**
 * The task as JSON. What is typed goes into the form as soon as it can be read as a task. `onProblem`: why it cannot, or
 * `null`; until then no task can be created, so that what is sent is what is shown.
 */
export default function JsonView({ onProblem }: { onProblem: (problem: string | null) => void }) {
  const { composed, form, pool, specs } = useComposer();
  const w = useWords(words).json;
  const language = useLanguage();
  const [text, setText] = useState(() => stringifyJson(composed.refresh().json, 2));
  const read = useMemo(() => readText(text, pool.id, w), [text, pool.id, w]);
  const unread = "problem" in read ? read.problem : null;
  useEffect(() => {
    onProblem(unread);
    return () => onProblem(null);
  }, [unread, onProblem]);
  const problems = useMemo(() => {
    if ("problem" in read) return {};
    return checkTask(read.object, specs, taskKind(read.task)).problems;
  }, [read, specs]);
  const marks = useMemo(() => marksFor(text, problems), [text, problems]);
  const change = (next: string) => {
    setText(next);
    const found = readText(next, pool.id, w);
    if ("task" in found) form.reset(readTask(found.task, specs, form.getValues()), { keepTouched: true });
    composed.refresh();
  };
  const errors = Object.entries(problems);
  return (
    <section className={styles.section} aria-labelledby="json-heading">
      <h2 id="json-heading">{w.title}</h2>
      <JsonEditor
        id="task-json"
        label={w.title}
        value={text}
        onChange={change}
        invalid={unread !== null || errors.length > 0}
        marks={marks}
        lines={18}
        describedBy="task-json-error"
      />
      <FieldError id="task-json" error={unread ?? undefined} />
      <ul className={styles.problems} aria-label={w.problems}>
        {errors.map(([path, problem]) => (
          <li key={path}>
            <code>{path}</code> {messageText(problem, language)}
          </li>
        ))}
      </ul>
      {unread !== null && <p className={styles.quiet}>{w.unread}</p>}
    </section>
  );
}

type Read = { problem: string } | { task: Task; object: JsonObject };

function readText(text: string, poolId: string, w: (typeof words)["en"]["json"]): Read {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    return { problem: error instanceof JsonError ? error.message : w.notJson };
  }
  if (!isJsonObject(value)) return { problem: w.notObject };
  if (value.pool_id !== poolId) return { problem: w.otherPool(poolId) };
  const task = Task.safeParse(value);
  if (task.success) return { task: task.data, object: value };
  const issue = task.error.issues[0];
  return { problem: w.notTask(issue?.path.join(".") || w.theTask, issue?.message ?? w.unknownIssue) };
}
