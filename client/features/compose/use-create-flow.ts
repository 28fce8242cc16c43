import { useEffect, useRef, useState } from "react";
import type { FieldProblem } from "../../../shared/faults.ts";
import { buildParameters } from "./build-task.ts";
import type { Composed } from "./composed.ts";
import { focusFirstEmpty, landProblems } from "./places.ts";
import { verdictsFor } from "./pool-standing.ts";
import type { ComposerState } from "./use-composer.ts";
import { type Creation, type Prepared, useCreation } from "./use-creation.ts";

type Problems = Readonly<Record<string, FieldProblem>>;

export interface CreateFlow {
  creation: Creation;
  /** What kept the last press from creating. */
  missing: Problems;
  create: (next: boolean) => void;
  /** On to a fresh form that keeps what is to be kept. */
  goOn: () => void;
  /** The same content again, as another task. */
  goSimilar: () => void;
  onEnd: (status: "created" | "rejected", fields: Problems) => void;
}

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
  replaces: string | null;
  setReplaces: (id: string | null) => void;
  /** Why the JSON view holds no task. */
  trouble: string | null;
  toFault: (path: string) => void;
}): CreateFlow {
  const { state, replaces, trouble } = given;
  const { composer, draft, setTried } = state;
  const { form, composed, specs, pins } = composer;
  const [missing, setMissing] = useState<Problems>({});
  /** The last submission was refused, so the same content may be sent again. */
  const refused = useRef(false);
  const focusEmpty = () =>
    requestAnimationFrame(() => focusFirstEmpty(form, specs, (step) => Object.hasOwn(pins, step)));
  const freshStart = () => {
    state.startNext();
    draft.settle();
    given.setReplaces(null);
    focusEmpty();
  };
  const creation = useCreation({
    production: given.production,
    onSending: () => setMissing({}),
    onAccepted: (prepared) => {
      if (prepared.next) freshStart();
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
    const { operation_id, mark } = draft.sending();
    const parameters = { ...buildParameters(now.form, operation_id), operation_id };
    refused.current = false;
    return { body: { task: now.task, parameters, ...(replaces === null ? {} : { replaces }) }, mark, next };
  };
  const { phase, reset } = creation;
  const standing = phase.step === "followed" && !phase.next ? phase.mark : null;
  useEffect(() => {
    // A change of what was created turns it into another task: the buttons come back.
    if (standing === null) return;
    return composed.subscribe(() => {
      if (draft.mark() !== standing && !refused.current) reset();
    });
  }, [standing, composed, draft.mark, reset]);
  return {
    creation,
    missing,
    create: (next) => {
      // What was created is not created again by a second press: "Create similar" says that it is wanted.
      if (standing !== null && standing === draft.mark() && !refused.current) return;
      creation.start(() => prepare(next));
    },
    goOn: () => {
      reset();
      freshStart();
    },
    goSimilar: () => {
      reset();
      focusEmpty();
    },
    onEnd: (status, fields) => {
      refused.current = status === "rejected";
      if (status === "created") return draft.settle();
      landProblems(fields, form, specs);
      draft.refused();
    },
  };
}
