import { useController } from "react-hook-form";
import { defaultOverlap } from "../../../../shared/pool-check/overlap.ts";
import { useLanguage, useWords } from "../../../language.ts";
import { Segmented } from "../../../ui/choice/segmented.tsx";
import { describedBy, Field, Line } from "../../../ui/text/field.tsx";
import styles from "../compose.module.css";
import { useComposer } from "../composer-context.ts";
import { domId } from "../form/field-names.ts";
import type { OverlapChoice } from "../form/task-form.ts";
import { words } from "../words.ts";
import { overlapProblem } from "./number-problems.ts";

/** How many people do the task. */
export function OverlapChoices() {
  const { form, pool, tried } = useComposer();
  const w = useWords(words).options;
  const language = useLanguage();
  const { field, fieldState } = useController({ name: "overlap", control: form.control });
  const number = useController({ name: "overlap_number", control: form.control });
  const own = defaultOverlap(pool);
  const options: { value: OverlapChoice; label: string }[] = [
    { value: "default", label: own === null ? w.overlapNone : w.overlapDefault(String(own)) },
    { value: "number", label: w.overlapNumber },
    { value: "infinite", label: w.overlapInfinite },
  ];
  const shown = tried || number.fieldState.isTouched;
  const typed = field.value === "number" && shown ? overlapProblem(number.field.value, language) : undefined;
  const problem = typed ?? fieldState.error?.message;
  const change = (step: () => void) => {
    form.clearErrors("overlap");
    step();
  };
  return (
    <Field id={domId("overlap")} as="group" label={w.overlap} about={w.overlapAbout} error={problem}>
      <div className={styles.choices}>
        <Segmented
          label={w.overlap}
          options={options}
          value={field.value}
          onChange={(choice) => change(() => field.onChange(choice))}
        />
        {field.value === "number" && (
          <Line
            id="overlap-number"
            label={w.overlapPeople}
            value={number.field.value}
            inputMode="numeric"
            width="6rem"
            invalid={problem !== undefined}
            describedBy={describedBy(domId("overlap"))}
            onChange={(text) => change(() => number.field.onChange(text))}
            onBlur={number.field.onBlur}
          />
        )}
      </div>
    </Field>
  );
}

export function OpenPool() {
  const { form, pool } = useComposer();
  const w = useWords(words).options;
  const { field } = useController({ name: "open_pool", control: form.control });
  const about = pool.status === "OPEN" ? w.openPoolIsOpen : w.openPoolOpens;
  return (
    <Field id="open-pool" as="group" label={w.openPool} about={about}>
      <label className={styles.choice}>
        <input
          type="checkbox"
          checked={field.value}
          aria-describedby="open-pool-about"
          onChange={(event) => field.onChange(event.currentTarget.checked)}
        />
        {w.openPoolBox}
      </label>
    </Field>
  );
}

/** Asynchronous or synchronous creation. */
export function Mode() {
  const { form } = useComposer();
  const w = useWords(words).options;
  const { field } = useController({ name: "async_mode", control: form.control });
  return (
    <Field id="mode" as="group" label={w.mode} about={field.value ? w.asyncAbout : w.syncAbout}>
      <Segmented
        label={w.mode}
        options={[
          { value: "async", label: w.async },
          { value: "sync", label: w.sync },
        ]}
        value={field.value ? "async" : "sync"}
        onChange={(mode) => field.onChange(mode === "async")}
      />
    </Field>
  );
}
