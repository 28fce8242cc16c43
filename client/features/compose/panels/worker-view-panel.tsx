import { useMemo } from "react";
import { messageText } from "../../../../shared/api/problem.ts";
import { fieldProblems } from "../../../../shared/faults/faults.ts";
import { isJsonObject, type Json, type JsonObject } from "../../../../shared/values/json.ts";
import { useLanguage, useWords } from "../../../language.ts";
import type { ViewAnswer } from "../../../parts/worker-view/frame/frame-state.ts";
import { offerSolution } from "../../../parts/worker-view/known-solution.ts";
import { SolutionRemarks } from "../../../parts/worker-view/solution-remarks.tsx";
import { WorkerView } from "../../../parts/worker-view/worker-view.tsx";
import { Button } from "../../../ui/button.tsx";
import { Strip } from "../../../ui/strip.tsx";
import styles from "../compose.module.css";
import { useComposedPart, useComposer } from "../composer-context.ts";
import { type AnswerPlace, withAnswer } from "../form/use-answer.ts";
import { words } from "../words.ts";

const NOTHING: JsonObject = {};

/**
 * The task in the form as the worker sees it. Its answer can become a known solution. Loaded when it is first needed. `asleep`: it is
 * not shown now, and does not follow the form.
 */
export default function WorkerViewPanel({ asleep }: { asleep: boolean }) {
  const { project } = useComposer();
  const values = useComposedPart(({ json }) => json.input_values);
  const known = useComposedPart(({ json }) => json.known_solutions);
  const solutions = useMemo(() => outputValues(known), [known]);
  return (
    <WorkerView
      task_spec={project.task_spec}
      asleep={asleep}
      input_values={isJsonObject(values) ? values : NOTHING}
      solutions={solutions}
      actions={(answer) => <UseAnswer answer={answer} hasOther={solutions.length > 0} />}
    />
  );
}

/** The answers that are not empty. */
function outputValues(known: Json | undefined): JsonObject[] {
  const values = (Array.isArray(known) ? known : []).map((one) => (isJsonObject(one) ? one.output_values : null));
  return values.filter(isJsonObject).filter((value) => Object.keys(value).length > 0);
}

/** Copies the answer to the known solutions, if `output_spec` takes it. */
function UseAnswer({ answer, hasOther }: { answer: ViewAnswer; hasOther: boolean }) {
  const { form, specs, fill } = useComposer();
  const w = useWords(words).panels;
  const language = useLanguage();
  const offer = useMemo(() => offerSolution(answer.output_values, specs.output_spec), [answer, specs]);
  if (Object.keys(answer.output_values).length === 0) return null;
  const problems = Object.entries(fieldProblems(offer.faults));
  const refused = offer.impossible !== null || problems.length > 0;
  const use = (place: AnswerPlace) =>
    fill(withAnswer(form.getValues(), specs, offer.output_values, place), w.answerUsed);
  return (
    <>
      {problems.length > 0 && (
        <Strip tone="warning" role="status">
          <b>{w.answerImpossible}</b>
          <ul className={styles.problems}>
            {problems.map(([path, problem]) => (
              <li key={path}>
                <code>{path.replace(/^output_values\./, "")}</code>: {messageText(problem, language)}
              </li>
            ))}
          </ul>
        </Strip>
      )}
      <SolutionRemarks offer={offer} />
      <div className={styles.choices}>
        <Button compact disabled={refused} onClick={() => use("first")}>
          {w.useAnswer}
        </Button>
        {hasOther && (
          <Button compact disabled={refused} onClick={() => use("another")}>
            {w.addAnswer}
          </Button>
        )}
      </div>
    </>
  );
}
