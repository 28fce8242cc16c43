import { useCallback, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { FieldProblem } from "../../../../shared/faults/faults.ts";
import { focusFirstEmpty, landProblems } from "../fields/focus.ts";
import { buildParameters } from "../form/build-task.ts";
import type { Composed } from "../form/composed.ts";
import { verdictsFor } from "../panels/pool-facts.ts";
import type { ComposerState } from "../use-composer.ts";
import { questionFor } from "./question.ts";
import { type Creation, type Prepared, useCreation } from "./use-creation.ts";

type Problems = Readonly<Record<string, FieldProblem>>;

export interface CreateFlow {
  creation: Creation;
  /** What kept the last press from creating. */
  missing: Problems;
  create: (next: boolean) => void;
  /** Answers the question before a creation, if one is asked; says whether one was. */
  confirm: () => boolean;
  cancel: () => boolean;
  /** On to a fresh form that keeps what is to be kept. */
  goOn: () => void;
  /** The same content again, as another task. */
  goSimilar: () => void;
  onEnd: (status: "created" | "rejected", fields: Problems) => void;
}

const EDITED_SINCE =
  "The task was created as it was when you pressed Create. What you have typed since then is still in the form.";

/** What in the pool itself forbids the task: then nothing is sent. */
function poolProblem(now: Composed, { pool, project }: ComposerState["composer"]): Problems {
  const verdicts = verdictsFor(now.form, now.json.overlap, { pool, project, requester: null, training: null });
  const red = verdicts.find(({ level }) => level === "red");
  return red ? { pool_id: { code: red.code, message: `${red.sentence} ${red.way_out ?? ""}`.trim() } } : {};
}

/** From the press of the button to the next task: checks, sends, and leads the form on. */
export function useCreateFlow(given: {
  state: ComposerState;
  production: boolean;
  /** Whether the server looks at media addresses. */
  probing: boolean;
  /** Why the JSON view holds no task. */
  trouble: string | null;
  toFault: (path: string) => void;
}): CreateFlow {
  const { state, production, probing, trouble } = given;
  const { composer, draft, setTried } = state;
  const { form, composed, specs, pins } = composer;
  const [missing, setMissing] = useState<Problems>({});
  /** The last submission was refused, so the same content may be sent again. */
  const refused = useRef(false);
  /** Contents that the operator confirmed although their media cannot be loaded, by their marks. */
  const [mediaConfirmed, setMediaConfirmed] = useState<ReadonlySet<string>>(new Set());
  const focusEmpty = () => focusFirstEmpty(form, specs, (step) => Object.hasOwn(pins, step));
  /** At once, so that no key comes between the fresh form and its focus. */
  const freshStart = (moveFocus: boolean) => {
    flushSync(() => {
      state.startNext();
      draft.settle();
    });
    if (moveFocus) focusEmpty();
  };
  const creation = useCreation({
    ask: (client, prepared) =>
      questionFor(client, prepared.body, {
        production,
        probing,
        specs: specs.input_spec,
        mediaConfirmed: mediaConfirmed.has(prepared.mark),
      }),
    onSending: () => setMissing({}),
    onAccepted: (prepared) => {
      if (!prepared.next) return;
      composed.refresh();
      if (draft.mark() === prepared.mark) {
        freshStart(focusStayed(prepared.focused));
      } else {
        draft.replace(null);
        state.setNotice({ said: EDITED_SINCE });
      }
    },
    onRefused: (_prepared, problem) => {
      if (problem.fields) landProblems(problem.fields, form, specs);
      if (problem.submission !== undefined) draft.refused();
    },
  });
  const prepare = (next: boolean): Prepared | null => {
    const now = composed.refresh();
    const problems: Problems =
      trouble === null
        ? { ...poolProblem(now, composer), ...now.problems }
        : { task: { code: "INVALID_JSON", message: trouble } };
    const first = Object.keys(problems)[0];
    setTried(true);
    setMissing(problems);
    if (first !== undefined) given.toFault(first);
    if (first !== undefined || now.task === null) return null;
    const { operation_id, mark, replaces } = draft.sending();
    const parameters = { ...buildParameters(now.form, operation_id), operation_id };
    refused.current = false;
    const body = { task: now.task, parameters, ...(replaces === null ? {} : { replaces }) };
    return { body, mark, next, focused: document.activeElement };
  };
  const { phase, reset, leave, withdraw } = creation;
  const asked = phase.step === "asking" ? phase.prepared : null;
  const { holds } = draft;
  useEffect(() => {
    if (asked === null) return;
    const check = () => {
      if (!holds(asked.mark, asked.body.replaces ?? null)) withdraw();
    };
    check();
    return composed.subscribe(check);
  }, [asked, composed, holds, withdraw]);
  const standing = phase.step === "followed" && !phase.behind ? phase.mark : null;
  const goBehind = useCallback(() => {
    // A change of what was created turns it into another task, which replaces nothing: the buttons come back.
    if (refused.current) return;
    leave();
    draft.replace(null);
  }, [leave, draft.replace]);
  useEffect(() => {
    if (standing === null) return;
    const check = () => {
      if (draft.mark() !== standing) goBehind();
    };
    check();
    return composed.subscribe(check);
  }, [standing, composed, draft.mark, goBehind]);
  return {
    creation,
    missing,
    create: (next) => {
      // The latest keys may not have been looked at yet.
      composed.refresh();
      // What was created is not created again by a second press: "Create similar" says that it is wanted.
      if (standing !== null && standing === draft.mark() && !refused.current) return;
      // The question about this very content is open: its own key or button answers it.
      if (asked !== null && holds(asked.mark, asked.body.replaces ?? null)) return;
      creation.start(() => prepare(next));
    },
    confirm: () => {
      if (phase.step !== "asking") return false;
      composed.refresh();
      if (!holds(phase.prepared.mark, phase.prepared.body.replaces ?? null)) return true;
      if (phase.question.media.length > 0) setMediaConfirmed((before) => new Set(before).add(phase.prepared.mark));
      creation.confirm();
      return true;
    },
    cancel: () => {
      if (phase.step !== "asking") return false;
      reset();
      return true;
    },
    goOn: () => {
      reset();
      freshStart(true);
    },
    goSimilar: () => {
      reset();
      requestAnimationFrame(focusEmpty);
    },
    onEnd: (status, fields) => {
      refused.current = status === "rejected";
      if (status === "created") return draft.settle();
      landProblems(fields, form, specs);
      draft.refused();
    },
  };
}

/** The focus is where it was at the press, or nowhere: then it may be moved without taking it from somebody who types. */
const focusStayed = (before: Element | null): boolean =>
  document.activeElement === null || document.activeElement === document.body || document.activeElement === before;
