import { useEffect, useRef } from "react";
import type { LookAlike } from "../../../shared/routes.ts";
import { links } from "../../links.ts";
import styles from "./compose.module.css";
import own from "./create-bar.module.css";

/** What an operator should know before a task is created: that it may be there already, and that production is real. */
export function ConfirmPanel(props: {
  alikes: readonly LookAlike[];
  production: boolean;
  summary: string;
  onGo: () => void;
  onBack: () => void;
}) {
  const { alikes, production, summary, onGo, onBack } = props;
  const go = useRef<HTMLButtonElement>(null);
  useEffect(() => go.current?.focus({ preventScroll: true }), []);
  return (
    <div className={own.confirm}>
      {alikes.length > 0 && (
        <div role="alert">
          <b>The same content is already in this pool:</b>
          <ul>
            {alikes.slice(0, 3).map((alike) => (
              <li key={`${alike.operation_id}${alike.task_id}`}>
                <AlikeLine alike={alike} />
              </li>
            ))}
            {alikes.length > 3 && <li>and {alikes.length - 3} more</li>}
          </ul>
        </div>
      )}
      {production && (
        <p>
          <b>In production:</b> {summary}
        </p>
      )}
      <div className={styles.buttons}>
        <button type="button" className={styles.plain} onClick={onBack}>
          Back to the form
        </button>
        <button ref={go} type="button" className={styles.primary} onClick={onGo}>
          {alikes.length > 0 ? "Create it anyway" : "Create it"}
          {production && " in production"}
        </button>
      </div>
    </div>
  );
}

function AlikeLine({ alike }: { alike: LookAlike }) {
  const at = new Date(alike.created_at).toLocaleString();
  const by = alike.created_by === null ? "" : `, by ${alike.created_by}`;
  const what = alike.task_id === null ? `a submission that is ${alike.status}` : `task ${alike.task_id}`;
  const words = `${what}${by}, ${at}`;
  return alike.operation_id === null ? (
    <span>{words}</span>
  ) : (
    <a href={links.submission(alike.operation_id)}>{words}</a>
  );
}
