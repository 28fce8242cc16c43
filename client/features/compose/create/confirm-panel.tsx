import { type FocusEvent, useRef } from "react";
import type { Duplicate } from "../../../../shared/api/routes.ts";
import { links } from "../../../links.ts";
import { dateAndTime } from "../../../parts/clock.ts";
import type { UnloadableMedia } from "../../../parts/media/media-check.ts";
import styles from "../compose.module.css";
import { CONFIRM_KEYS } from "../form-keys.ts";
import own from "./create-bar.module.css";
import type { Question } from "./question.ts";

interface ConfirmPanelProps {
  question: Question;
  summary: string;
  onConfirm: () => void;
  onCancel: () => void;
}

/**
 * What an operator should know before a task is created: that it exists already, that its media cannot be loaded, that it
 * is created in production. It never takes the focus: somebody may be typing.
 */
export function ConfirmPanel({ question, summary, onConfirm, onCancel }: ConfirmPanelProps) {
  const { duplicates, media, production } = question;
  const cameFrom = useRef<EventTarget | null>(null);
  const enter = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) cameFrom.current = relatedTarget;
  };
  const cancel = () => {
    onCancel();
    // Back to the field that was left for this button; never to a button that creates.
    if (isTextControl(cameFrom.current)) cameFrom.current.focus({ preventScroll: true });
  };
  return (
    <fieldset className={own.confirm} aria-label="Question before the task is created" onFocus={enter}>
      {duplicates.length > 0 && <Duplicates duplicates={duplicates} />}
      {media.length > 0 && <UnloadableList media={media} />}
      {production && (
        <p>
          <b>In production:</b> {summary}
        </p>
      )}
      <div className={styles.buttons}>
        <button type="button" className={styles.plain} aria-keyshortcuts="Escape" title="Esc" onClick={cancel}>
          Cancel
        </button>
        <button
          type="button"
          className={styles.primary}
          aria-keyshortcuts="Control+Alt+Enter Meta+Alt+Enter"
          // A key that is held down since before the focus came here is no answer.
          onKeyDown={(event) => event.repeat && event.preventDefault()}
          onClick={onConfirm}
        >
          {confirmWords(question)}
          <span className={own.keys} aria-hidden>
            {CONFIRM_KEYS.join("+")}
          </span>
        </button>
      </div>
    </fieldset>
  );
}

function confirmWords({ duplicates, media, production }: Question): string {
  const words = duplicates.length > 0 ? "Create duplicate" : media.length > 0 ? "Create anyway" : "Create";
  return production ? `${words} in production` : words;
}

const isTextControl = (element: EventTarget | null): element is HTMLElement =>
  element instanceof HTMLElement && element.matches("input, textarea, select, [contenteditable=true]");

function Duplicates({ duplicates }: { duplicates: readonly Duplicate[] }) {
  return (
    <div role="alert">
      <b>The same content is already in this pool:</b>
      <ul>
        {duplicates.slice(0, 3).map((duplicate) => (
          <li key={`${duplicate.operation_id}${duplicate.task_id}`}>
            <DuplicateLine duplicate={duplicate} />
          </li>
        ))}
        {duplicates.length > 3 && <li>and {duplicates.length - 3} more</li>}
      </ul>
    </div>
  );
}

function DuplicateLine({ duplicate }: { duplicate: Duplicate }) {
  const at = dateAndTime(duplicate.created_at);
  const by = duplicate.created_by === null ? "" : `, by ${duplicate.created_by}`;
  const what = duplicate.task_id === null ? `a submission that is ${duplicate.status}` : `task ${duplicate.task_id}`;
  const words = `${what}${by}, ${at}`;
  return duplicate.operation_id === null ? (
    <span>{words}</span>
  ) : (
    <a href={links.submission(duplicate.operation_id)}>{words}</a>
  );
}

function UnloadableList({ media }: { media: readonly UnloadableMedia[] }) {
  return (
    <div role="alert">
      <ul>
        {media.slice(0, 3).map((one) => (
          <li key={one.address}>
            Couldn't load the {one.kind}: <code>{one.address}</code>; public access: {publicWords(one)}
          </li>
        ))}
        {media.length > 3 && <li>and {media.length - 3} more</li>}
      </ul>
    </div>
  );
}

/** The server's result, beginning with the HTTP status if that was the problem. */
function publicWords({ probe }: UnloadableMedia): string {
  if (probe === null) return "not checked";
  const sentence = probe.sentences[0] ?? probe.code;
  const status = probe.http_status;
  return status === null || status < 400 || sentence.includes(String(status)) ? sentence : `${status}, ${sentence}`;
}
