import { useController } from "react-hook-form";
import { newKey } from "../../../parts/controls/typed.ts";
import { describedBy, Field, GrowingText, Line } from "../../../ui/field.tsx";
import styles from "../compose.module.css";
import { useComposer } from "../composer-context.ts";
import { answerName, domId, weightName } from "../form/field-names.ts";
import { type AnswerList, blankSolution, fieldsOf } from "../form/task-form.ts";
import own from "./answers-section.module.css";
import { FormField } from "./form-field.tsx";
import { weightProblem } from "./number-problems.ts";

/** Correct answers and, for training tasks, the hint. General tasks have neither. */
export function AnswersSection() {
  const { form } = useComposer();
  const kind = useController({ name: "kind", control: form.control }).field.value;
  if (kind === "general") return null;
  return (
    <section className={styles.section} aria-labelledby="answers-heading">
      <h2 id="answers-heading">Correct answers</h2>
      <p className={styles.quiet}>
        Any of these counts as right. Toloka compares them letter by letter; a weight below 1 makes an answer partly
        right.
      </p>
      <Answers list="known" one="Correct answer" />
      {kind === "training" && <HintField />}
    </section>
  );
}

/** Baseline solutions, which the pool's quality rules may use. */
export function BaselineSection() {
  return (
    <details className={styles.section}>
      <summary>Preliminary answers (baseline)</summary>
      <p className={styles.quiet}>
        An answer of another source, with how sure it is (0 to 1). It counts when dynamic overlap decides how many
        people are asked.
      </p>
      <Answers list="baseline" one="Preliminary answer" />
    </details>
  );
}

function Answers({ list, one }: { list: AnswerList; one: string }) {
  const { form, specs } = useComposer();
  const { field } = useController({ name: list, control: form.control });
  const keys = field.value;
  const add = () => {
    const key = newKey();
    form.setValue(`solutions.${key}`, blankSolution(specs));
    field.onChange([...keys, key]);
  };
  return (
    <>
      {keys.map((key, index) => (
        <fieldset key={key} className={own.answer} aria-label={`${one} ${index + 1} of ${keys.length}`}>
          <div className={own.answerHead}>
            <span>
              {one} {keys.length > 1 ? index + 1 : ""}
            </span>
            {(keys.length > 1 || list === "baseline") && (
              <button
                type="button"
                className={styles.plain}
                onClick={() => field.onChange(keys.filter((other) => other !== key))}
              >
                Remove
                <span className={styles.unseen}>
                  {" "}
                  {one.toLowerCase()} {index + 1}
                </span>
              </button>
            )}
          </div>
          {fieldsOf(specs.output_spec).map(([id, spec]) => (
            <FormField key={id} name={answerName(key, id)} fieldId={id} spec={spec} />
          ))}
          <WeightField answer={key} label={list === "known" ? "weight" : "confidence"} />
        </fieldset>
      ))}
      <button type="button" className={styles.plain} onClick={add}>
        Add {keys.length === 0 ? "a" : "another"} {one.toLowerCase()}
      </button>
    </>
  );
}

function WeightField({ answer, label }: { answer: string; label: string }) {
  const { form } = useComposer();
  const name = weightName(answer);
  const { field, fieldState } = useController({ name, control: form.control });
  const problem = weightProblem(field.value ?? "") ?? fieldState.error?.message;
  const id = domId(name);
  return (
    <Field id={id} label={label} about="0 to 1, optional" error={problem}>
      <Line
        id={id}
        value={field.value ?? ""}
        onChange={(text) => {
          form.clearErrors(name);
          field.onChange(text);
        }}
        onBlur={field.onBlur}
        inputMode="decimal"
        invalid={problem !== undefined}
        width="8rem"
      />
    </Field>
  );
}

function HintField() {
  const { form, tried } = useComposer();
  const { field, fieldState } = useController({ name: "hint", control: form.control });
  const missing = field.value === "" && (tried || fieldState.isTouched);
  const problem = missing ? "Write the hint: a training task needs one." : fieldState.error?.message;
  return (
    <Field id={domId("hint")} label="hint" required about="shown to people whose answer is wrong" error={problem}>
      <GrowingText
        id={domId("hint")}
        value={field.value}
        onChange={(text) => {
          form.clearErrors("hint");
          field.onChange(text);
        }}
        onBlur={field.onBlur}
        invalid={problem !== undefined}
        describedBy={describedBy(domId("hint"))}
        required
      />
    </Field>
  );
}
