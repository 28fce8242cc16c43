import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";
import { focusFirstEmpty, landProblems } from "../fields/focus.ts";
import { buildParameters } from "../form/build-task.ts";
import type { Composed } from "../form/composed.ts";
import { verdictsFor } from "../panels/pool-facts.ts";
import type { ComposerState } from "../use-composer.ts";
import { type Creation, creationStore, type Prepared, type Problems } from "./creation.ts";
import { questionFor } from "./question.ts";

/** A creation as it stands, and what an operator can do with it. */
export interface CreateActions {
  creation: Creation;
  create: (next: boolean) => void;
  /** Answers the question before a creation with yes or no; says whether one was asked. */
  confirm: () => boolean;
  cancel: () => boolean;
  again: () => void;
  /** On to a fresh form that keeps what is to be kept. */
  createAnother: () => void;
  /** The same content again, as another task. */
  createSimilar: () => void;
}

const EDITED_SINCE =
  "The task was created as it was when you pressed Create. What you have typed since then is still in the form.";

/** From the press of the button to the next task: checks, sends, and leads the form on. */
export function useCreate(given: {
  state: ComposerState;
  production: boolean;
  /** Whether the server looks at media addresses. */
  probing: boolean;
  /** Why the JSON view holds no task. */
  jsonProblem: string | null;
  toFault: (path: string) => void;
}): CreateActions {
  const { state, production, probing, jsonProblem } = given;
  const { composer, setTried } = state;
  const { form, composed, draft, specs, pins } = composer;
  const client = useQueryClient();
  const focusEmpty = () => focusFirstEmpty(form, specs, (step) => Object.hasOwn(pins.get(), step));
  /** At once, so that no key comes between the fresh form and its focus. */
  const freshStart = () =>
    flushSync(() => {
      state.startNext();
      draft.settle();
    });
  const [store] = useState(() =>
    creationStore({
      client,
      composed,
      draft,
      startNext(focused) {
        const stayed = focusStayed(focused);
        freshStart();
        if (stayed) focusEmpty();
      },
      onEditedSince: () => state.setNotice({ said: EDITED_SINCE }),
      showProblems: (problems) => landProblems(problems, form, specs),
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
    const { operation_id, fingerprint, replaces } = draft.send();
    const parameters = { ...buildParameters(now.form, operation_id), operation_id };
    const body = { task: now.task, parameters, ...(replaces === null ? {} : { replaces }) };
    return { body, fingerprint, next, focused: document.activeElement };
  };
  return {
    creation,
    create: (next) =>
      store.press(
        () => prepare(next),
        ({ body, fingerprint }) =>
          questionFor(client, body, {
            production,
            probing,
            specs: specs.input_spec,
            mediaConfirmed: confirmedMedia.has(fingerprint),
          }),
      ),
    confirm: () => {
      if (creation.phase === "asking" && creation.question.media.length > 0)
        setConfirmedMedia((before) => new Set(before).add(creation.prepared.fingerprint));
      return store.confirm();
    },
    cancel: store.cancel,
    again: store.again,
    createAnother: () => {
      store.reset();
      freshStart();
      focusEmpty();
    },
    createSimilar: () => {
      store.reset();
      // Until the first is created, the content still has its id and what it replaces.
      draft.replace(null);
      draft.newId();
      requestAnimationFrame(focusEmpty);
    },
  };
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
