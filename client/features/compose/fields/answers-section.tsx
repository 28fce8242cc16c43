import { IconPlus } from "@tabler/icons-react";
import { useController } from "react-hook-form";
import { useLanguage, useWords } from "../../../language.ts";
import { newKey } from "../../../parts/controls/typed.ts";
import { Button } from "../../../ui/button.tsx";
import { Disclosure } from "../../../ui/choice/disclosure.tsx";
import { describedBy, Field, GrowingText, Line } from "../../../ui/text/field.tsx";
import styles from "../compose.module.css";
import { useComposer } from "../composer-context.ts";
import { answerName, domId, weightName } from "../form/field-names.ts";
import { type AnswerList, blankSolution, fieldsOf } from "../form/task-form.ts";
import { words } from "../words.ts";
import own from "./answers-section.module.css";
import { FormField } from "./form-field.tsx";
import { weightProblem } from "./number-problems.ts";

/** Correct answers and, for training tasks, the hint. General tasks have neither. */
export function AnswersSection() {
  const { form } = useComposer();
  const w = useWords(words).fields;
  const kind = useController({ name: "kind", control: form.control }).field.value;
  if (kind === "general") return null;
  return (
    <section className={styles.section} aria-labelledby="answers-heading">
      <h2 id="answers-heading">{w.known}</h2>
      <p className={styles.quiet}>{w.knownAbout}</p>
      <Answers list="known" />
      {kind === "training" && <HintField />}
    </section>
  );
}

/** Baseline solutions, which the pool's quality rules may use. */
export function BaselineSection() {
  const w = useWords(words).fields;
  return (
    <section className={styles.section} aria-label={w.baseline}>
      <Disclosure summary={<h2>{w.baseline}</h2>}>
        <p className={styles.quiet}>{w.baselineAbout}</p>
        <Answers list="baseline" />
      </Disclosure>
    </section>
  );
}

function Answers({ list }: { list: AnswerList }) {
  const { form, specs } = useComposer();
  const w = useWords(words).fields;
  const one = w.solution[list];
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
        <fieldset key={key} className={own.answer} aria-label={one.of(index + 1, keys.length)}>
          <div className={own.answerHead}>
            <span>{one.title(index + 1, keys.length)}</span>
            {(keys.length > 1 || list === "baseline") && (
              <Button
                compact
                look="quiet"
                aria-label={one.remove(index + 1)}
                onClick={() => field.onChange(keys.filter((other) => other !== key))}
              >
                {w.remove}
              </Button>
            )}
          </div>
          {fieldsOf(specs.output_spec).map(([id, spec]) => (
            <FormField key={id} name={answerName(key, id)} fieldId={id} spec={spec} />
          ))}
          <WeightField answer={key} label={one.weight} />
        </fieldset>
      ))}
      <Button compact icon={<IconPlus size={14} aria-hidden />} onClick={add}>
        {one.add}
      </Button>
    </>
  );
}

function WeightField({ answer, label }: { answer: string; label: string }) {
  const { form } = useComposer();
  const w = useWords(words).fields;
  const language = useLanguage();
  const name = weightName(answer);
  const { field, fieldState } = useController({ name, control: form.control });
  const problem = weightProblem(field.value ?? "", language) ?? fieldState.error?.message;
  const id = domId(name);
  return (
    <Field id={id} label={label} about={w.weightAbout} error={problem}>
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
  const w = useWords(words).fields;
  const { field, fieldState } = useController({ name: "hint", control: form.control });
  const missing = field.value === "" && (tried || fieldState.isTouched);
  const problem = missing ? w.hintMissing : fieldState.error?.message;
  return (
    <Field id={domId("hint")} label={w.hint} required about={w.hintAbout} error={problem}>
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
