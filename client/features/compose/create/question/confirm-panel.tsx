import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type FocusEvent, useRef } from "react";
import type { Duplicate } from "../../../../../shared/api/routes.ts";
import type { Language } from "../../../../../shared/language.ts";
import { mediaSentence } from "../../../../../shared/media/media-text.ts";
import type { Task } from "../../../../../shared/task.ts";
import { useLanguage, useWords } from "../../../../language.ts";
import { links } from "../../../../links.ts";
import { dateAndTime } from "../../../../parts/clock.ts";
import type { UnloadableMedia } from "../../../../parts/media/media-check.ts";
import { firstMedia, Thumbnail } from "../../../../parts/media/thumbnail.tsx";
import { requesterQuery } from "../../../../queries.ts";
import { Button } from "../../../../ui/button.tsx";
import { Strip } from "../../../../ui/strip.tsx";
import { useComposed, useComposer } from "../../composer-context.ts";
import { isTextControl } from "../../fields/focus.ts";
import { CONFIRM_KEYS } from "../../form-keys.ts";
import { costWords } from "../../panels/pool-facts.ts";
import type { Prepared } from "../phases.ts";
import { words } from "../words.ts";
import own from "./confirm-panel.module.css";
import type { Question } from "./question.ts";

/**
 * What an operator should know before a task is created: that it exists already, that its media cannot be loaded, that it
 * is the first of today in production. It never takes the focus: somebody may be typing.
 */
export function ConfirmPanel(props: {
  question: Question;
  prepared: Prepared;
  onConfirm: () => void;
  onCancel: () => void;
}) {
  const { question, onConfirm, onCancel } = props;
  const { duplicates, media, production } = question;
  const w = useWords(words);
  const cameFrom = useRef<EventTarget | null>(null);
  const enter = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) cameFrom.current = relatedTarget;
  };
  const cancel = () => {
    onCancel();
    // Back to the field that was left for this button; never to a button that creates.
    if (isTextControl(cameFrom.current)) cameFrom.current.focus({ preventScroll: true });
  };
  const yes = duplicates.length > 0 ? w.createDuplicate : media.length > 0 ? w.createAnyway : w.createHere;
  const actions = (
    <>
      <Button keys="Esc" aria-keyshortcuts="Escape" onClick={cancel}>
        {w.cancel}
      </Button>
      <Button
        look={production ? "production" : "primary"}
        keys={CONFIRM_KEYS.join("+")}
        aria-keyshortcuts="Control+Alt+Enter Meta+Alt+Enter"
        // A key that is held down since before the focus came here is no answer.
        onKeyDown={(event) => event.repeat && event.preventDefault()}
        onClick={onConfirm}
      >
        {yes}
      </Button>
    </>
  );
  return (
    <fieldset className={own.question} aria-label={w.question} onFocus={enter}>
      <Strip tone="warning" icon={<IconAlertTriangle size={20} aria-hidden />} actions={actions}>
        <div className={own.reasons}>
          {duplicates.length > 0 && <Duplicates duplicates={duplicates} task={props.prepared.body.task} />}
          {media.map((one) => (
            <Unloadable key={one.address} {...one} />
          ))}
          {production && <Production />}
        </div>
      </Strip>
    </fieldset>
  );
}

const SHOWN = 3;

/** The task in the form and the one that exists, side by side. */
function Duplicates({ duplicates, task }: { duplicates: readonly Duplicate[]; task: Task }) {
  const w = useWords(words);
  const address = firstMedia(task.input_values);
  return (
    <div role="alert" className={own.reason}>
      <p>
        <b>{w.duplicate}</b>{" "}
        {duplicates.slice(0, SHOWN).map((duplicate, index) => (
          <span key={`${duplicate.operation_id}${duplicate.task_id}`}>
            {index > 0 && "; "}
            <DuplicateWords duplicate={duplicate} />
          </span>
        ))}
        {duplicates.length > SHOWN && ` ${w.more(duplicates.length - SHOWN)}`}
      </p>
      {address !== null && (
        <div className={own.pictures}>
          {[w.thisTask, w.existing].map((caption) => (
            <figure key={caption} className={own.picture}>
              <Thumbnail address={address} size="4rem" />
              <figcaption>{caption}</figcaption>
            </figure>
          ))}
        </div>
      )}
    </div>
  );
}

function DuplicateWords({ duplicate }: { duplicate: Duplicate }) {
  const w = useWords(words);
  const { task_id, status, created_by, created_at, operation_id } = duplicate;
  const what = task_id === null ? w.duplicateSubmission(status ?? "") : w.duplicateTask(task_id);
  const text = [what, created_by !== null && w.by(created_by), dateAndTime(created_at)].filter(Boolean).join(", ");
  return operation_id === null ? text : <a href={links.submission(operation_id)}>{text}</a>;
}

function Unloadable({ address, kind, probe }: UnloadableMedia) {
  const language = useLanguage();
  const w = useWords(words);
  return (
    <div role="alert" className={own.reason}>
      <p>
        <b>{w.unloadable[kind]}</b> <code>{address}</code>; {w.publicAccess}{" "}
        {publicWords(probe, language) ?? w.notChecked}
      </p>
    </div>
  );
}

/** The server's result, beginning with the HTTP status if that was the problem. */
function publicWords(probe: UnloadableMedia["probe"], language: Language): string | null {
  if (probe === null) return null;
  const sentence = mediaSentence(probe.findings[0] ?? [], language) || probe.code;
  const status = probe.http_status;
  return status === null || status < 400 || sentence.includes(String(status)) ? sentence : `${status}, ${sentence}`;
}

/** Asked once per pool and day: what it costs, where, and who pays. */
function Production() {
  const w = useWords(words);
  const { pool, project } = useComposer();
  const now = useComposed();
  const account = useQuery(requesterQuery).data;
  const facts = [
    w.oneTask(w.kinds[now.form.kind], String(project.public_name), pool.id),
    costWords(now, pool),
    account && w.account(accountName(account.public_name) ?? account.id),
  ];
  return (
    <p>
      <b>{w.inProduction}</b> {facts.filter(Boolean).join("; ")}
    </p>
  );
}

/** Toloka has an account's name by language. */
function accountName(names: Record<string, unknown> | null | undefined): string | undefined {
  return [names?.EN, ...Object.values(names ?? {})].find((name) => typeof name === "string");
}
