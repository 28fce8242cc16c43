import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";
import type { Session } from "../../../../shared/api/routes.ts";
import type { Task } from "../../../../shared/task.ts";
import { upstreamKey } from "../../../../shared/upstream-key.ts";
import { wordsNow } from "../../../language.ts";
import { undoSeconds } from "../../../parts/submission/undo-seconds.ts";
import type { DraftState } from "../draft/draft-store.ts";
import { focusFirstEmpty, isTextControl, landProblems } from "../fields/focus.ts";
import { buildParameters } from "../form/build-task.ts";
import type { Composed } from "../form/composed.ts";
import type { TaskForm } from "../form/task-form.ts";
import { verdictsFor } from "../panels/pool-facts.ts";
import type { ComposerState } from "../use-composer.ts";
import { creationStore } from "./creation.ts";
import { type Creation, isAccepted, type Prepared, type Problems } from "./phases.ts";
import { isConfirmedToday, rememberConfirmed } from "./question/production-asked.ts";
import { questionFor } from "./question/question.ts";
import { words } from "./words.ts";

/** A creation as it stands, and what an operator can do with it. */
export interface CreateActions {
  creation: Creation;
  create: (next: boolean) => void;
  /** Answers the question before a creation with yes or no; says whether one was asked. */
  confirm: () => boolean;
  cancel: () => boolean;
  again: () => void;
  /** Takes back what is not sent yet; says whether there is such a thing. */
  undo: () => boolean;
  /** On to a fresh form that keeps what is to be kept. */
  createAnother: () => void;
  /** The same content again, as another task. */
  createSimilar: () => void;
  /** The result needs no place any longer. */
  dismiss: () => void;
}

/** From the press of the button to the next task: checks, sends, and leads the form on. */
export function useCreate(given: {
  state: ComposerState;
  session: Session;
  /** Why the JSON view holds no task. */
  jsonProblem: string | null;
  toFault: (path: string) => void;
}): CreateActions {
  const { state, session, jsonProblem } = given;
  const { composer, setTried } = state;
  const { form, composed, draft, specs, pool, pins } = composer;
  const client = useQueryClient();
  const production = session.toloka.environment === "production";
  const upstream = upstreamKey(session.toloka);
  const focusEmpty = () => focusFirstEmpty(form, specs, (step) => Object.hasOwn(pins.get(), step));
  const [store] = useState(() =>
    creationStore({
      client,
      composed,
      draft,
      startNext(after) {
        const stayed = after === null || focusStayed(after.focused);
        // At once, so that no key comes between the fresh form and its focus.
        flushSync(() => {
          state.startNext();
          draft.settle();
        });
        if (stayed) focusEmpty();
      },
      onEditedSince: () => state.setNotice({ said: wordsNow(words).editedSince }),
      showProblems: (problems) => landProblems(problems, form, specs),
      delay: () => undoSeconds(production),
      restore({ form: before, body, focused }, replaced) {
        const free = focusStayed(focused) || !isTextControl(document.activeElement);
        flushSync(() => {
          // What was typed since can be brought back; a form with nothing typed needs no such offer.
          if (replaced) composer.fill(before, draft.get().kept === null ? null : wordsNow(words).restored);
          draft.replace(body.replaces ?? null);
        });
        if (!free) return;
        if (focused instanceof HTMLElement && focused.isConnected && isTextControl(focused)) focused.focus();
        else focusEmpty();
      },
      restored: () => (state.restored ? restoredContent(composer) : null),
      onResumed: () => state.setNotice(null),
    }),
  );
  useEffect(() => store.start(), [store]);
  const creation = useSyncExternalStore(store.subscribe, store.get);
  /** Contents that the operator confirmed although their media cannot be loaded, by their fingerprints. */
  const [confirmedMedia, setConfirmedMedia] = useState<ReadonlySet<string>>(new Set());
  const prepare = (next: boolean): Prepared | { problems: Problems } => {
    const now = composed.get();
    const problems: Problems =
      jsonProblem === null
        ? { ...poolProblem(now, composer), ...now.problems }
        : { task: { code: "INVALID_JSON", message: jsonProblem } };
    setTried(true);
    const first = Object.keys(problems)[0];
    if (first !== undefined) given.toFault(first);
    if (first !== undefined || now.task === null) return { problems };
    return preparedOf(now.task, now.form, draft.send(), { next, focused: document.activeElement });
  };
  return {
    creation,
    create: (next) =>
      store.press(
        () => prepare(next),
        ({ body, fingerprint }) =>
          questionFor(client, body, {
            production: production && !isConfirmedToday(upstream, pool.id),
            probing: session.probe,
            specs: specs.input_spec,
            mediaConfirmed: confirmedMedia.has(fingerprint),
          }),
      ),
    confirm: () => {
      if (creation.phase === "asking" && creation.question.media.length > 0)
        setConfirmedMedia((before) => new Set(before).add(creation.prepared.fingerprint));
      if (creation.phase === "asking" && creation.question.production) rememberConfirmed(upstream, pool.id);
      return store.confirm();
    },
    cancel: store.cancel,
    again: store.again,
    undo: store.undo,
    createAnother: store.goOn,
    createSimilar: () => {
      if (!isAccepted(creation)) return;
      const { left, prepared } = creation;
      store.reset();
      if (left) composer.fill(prepared.form, wordsNow(words).filledSimilar);
      // Until the first is created, the content still has its id and what it replaces.
      draft.replace(null);
      draft.newId();
      requestAnimationFrame(focusEmpty);
    },
    dismiss: store.reset,
  };
}

function preparedOf(
  task: Task,
  form: TaskForm,
  { operation_id, fingerprint, replaces }: Pick<DraftState, "operation_id" | "replaces"> & { fingerprint: string },
  press: Pick<Prepared, "next" | "focused">,
): Prepared {
  const parameters = { ...buildParameters(form, operation_id), operation_id };
  const body = { task, parameters, ...(replaces === null ? {} : { replaces }) };
  return { body, fingerprint, form: structuredClone(form), unchecked: false, ...press };
}

/** What a draft brought back, if it is a task. */
function restoredContent({ composed, draft }: ComposerState["composer"]): Prepared | null {
  const { task, form } = composed.get();
  const identity = { ...draft.get(), fingerprint: draft.fingerprint() };
  return task && preparedOf(task, form, identity, { next: false, focused: null });
}

/** What in the pool itself forbids the task: then nothing is sent. */
function poolProblem(now: Composed, { pool, project }: ComposerState["composer"]): Problems {
  const verdicts = verdictsFor(now.form, now.json.overlap, { pool, project, requester: null, training: null });
  const red = verdicts.find(({ level }) => level === "red");
  return red ? { pool_id: { code: red.code, message: `${red.sentence} ${red.way_out ?? ""}`.trim() } } : {};
}

/** The focus is where it was at the press, or nowhere: then it may be moved without taking it from somebody who types. */
const focusStayed = (before: Element | null): boolean =>
  document.activeElement === null || document.activeElement === document.body || document.activeElement === before;
