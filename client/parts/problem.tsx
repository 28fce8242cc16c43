import { IconAlertTriangle } from "@tabler/icons-react";
import { messageText, type Problem, problemText } from "../../shared/api/problem.ts";
import { stringifyJson } from "../../shared/values/json.ts";
import { useLanguage, useWords } from "../language.ts";
import { CopyButton } from "./copy.tsx";
import styles from "./problem.module.css";
import { words } from "./words.ts";

/**
 * A problem: its sentence, its fields, and details to open and copy. `onField` moves to a field by its path
 * (`input_values.image`); without it the paths are plain text.
 */
export function ProblemMessage({ problem, onField }: { problem: Problem; onField?: (path: string) => void }) {
  const fields = Object.entries(problem.fields ?? {});
  const w = useWords(words);
  const language = useLanguage();
  const raw = stringifyJson(problem, 2);
  return (
    <div className={styles.problem} role="alert">
      <p className={styles.sentence}>
        <IconAlertTriangle size={18} aria-hidden />
        <span>{problemText(problem, language)}</span>
      </p>
      {fields.length > 0 && (
        <ul className={styles.fields}>
          {fields.map(([path, field]) => (
            <li key={path}>
              {onField ? (
                <button type="button" className={styles.toField} onClick={() => onField(path)}>
                  {path}
                </button>
              ) : (
                <code>{path}</code>
              )}{" "}
              {messageText(field, language)}
            </li>
          ))}
        </ul>
      )}
      <details className={styles.details}>
        <summary>{w.details}</summary>
        <dl>
          <dt>{w.code}</dt>
          <dd>{problem.code}</dd>
          {idsOf(problem, w).map(([name, id]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {id} <CopyButton iconOnly value={id} label={w.copyNamed(name)} />
              </dd>
            </div>
          ))}
        </dl>
        <pre className={styles.raw}>{raw}</pre>
        <CopyButton value={raw} label={w.copyDetails} />
      </details>
    </div>
  );
}

/** The ids by which the problem is found in the server's log and by Toloka's support. */
function idsOf(problem: Problem, w: typeof words.en): [string, string][] {
  const { request_id } = problem as { request_id?: unknown };
  const ids: [string, unknown][] = [
    [w.logId, problem.instance],
    [w.requestId, request_id],
  ];
  return ids.filter((entry): entry is [string, string] => typeof entry[1] === "string");
}
