import { useState } from "react";
import { useController } from "react-hook-form";
import { defaultOverlap } from "../../../../shared/pool-check/overlap.ts";
import { describedBy, Field, GrowingText, Line } from "../../../ui/field.tsx";
import styles from "../compose.module.css";
import { useComposed, useComposer } from "../composer-context.ts";
import { useDraft } from "../draft/draft-store.ts";
import { domId } from "../form/field-names.ts";
import { ID_LISTS, type IdList, type OverlapChoice } from "../form/task-form.ts";
import { overlapProblem } from "./number-problems.ts";
import { optionsWords } from "./options-words.ts";

/** The other options of the task, folded into one line that sums them up. */
export function OptionsSection({ open, onOpen }: { open: boolean; onOpen: (open: boolean) => void }) {
  const { pool } = useComposer();
  const { form } = useComposed();
  return (
    <section className={styles.section} aria-labelledby="options-heading">
      <div className={styles.summary}>
        <h2 id="options-heading">Options</h2>
        <span>{optionsWords(form, pool)}</span>
        <button
          type="button"
          className={styles.plain}
          aria-expanded={open}
          aria-controls="options"
          onClick={() => onOpen(!open)}
        >
          {open ? "fold" : "change"}
          <span className={styles.unseen}> the options</span>
        </button>
      </div>
      <div id="options" hidden={!open}>
        {open && (
          <>
            <OverlapChoices />
            <OpenPool />
            <Mode />
            <OperationId />
            {ID_LISTS.map((name) => (
              <IdListField key={name} name={name} />
            ))}
          </>
        )}
      </div>
    </section>
  );
}

function OverlapChoices() {
  const { form, pool, tried } = useComposer();
  const { field, fieldState } = useController({ name: "overlap", control: form.control });
  const number = useController({ name: "overlap_number", control: form.control });
  const own = defaultOverlap(pool);
  const choices: [OverlapChoice, string][] = [
    ["default", own === null ? "pool default (this pool has none)" : `pool default (${own})`],
    ["number", "a number of people"],
    ["infinite", "infinite: as many people as come"],
  ];
  const shown = tried || number.fieldState.isTouched;
  const typed = field.value === "number" && shown ? overlapProblem(number.field.value) : undefined;
  const problem = typed ?? fieldState.error?.message;
  const choose = (choice: OverlapChoice) => {
    form.clearErrors("overlap");
    field.onChange(choice);
  };
  return (
    <Field id={domId("overlap")} as="radiogroup" label="overlap" about="how many people do this task" error={problem}>
      <div className={styles.choices}>
        {choices.map(([choice, name]) => (
          <span key={choice} className={styles.together}>
            <label className={styles.choice}>
              <input type="radio" name="overlap" checked={field.value === choice} onChange={() => choose(choice)} />
              {name}
            </label>
            {choice === "number" && (
              <Line
                id="overlap-number"
                label="Number of people"
                value={number.field.value}
                inputMode="numeric"
                width="6rem"
                disabled={field.value !== "number"}
                invalid={problem !== undefined}
                describedBy={describedBy(domId("overlap"))}
                onChange={(text) => {
                  form.clearErrors("overlap");
                  number.field.onChange(text);
                }}
                onBlur={number.field.onBlur}
              />
            )}
          </span>
        ))}
      </div>
    </Field>
  );
}

function OpenPool() {
  const { form, pool } = useComposer();
  const { field } = useController({ name: "open_pool", control: form.control });
  const does =
    pool.status === "OPEN"
      ? "The pool is open: this changes nothing."
      : "Toloka opens the pool as soon as the task exists, and people start on everything in it.";
  return (
    <Field id="open-pool" as="group" label="open_pool" about={does}>
      <label className={styles.choice}>
        <input
          type="checkbox"
          checked={field.value}
          aria-describedby="open-pool-about"
          onChange={(event) => field.onChange(event.currentTarget.checked)}
        />
        Open the pool with this task
      </label>
    </Field>
  );
}

function Mode() {
  const { form } = useComposer();
  const { field } = useController({ name: "async_mode", control: form.control });
  const modes: [boolean, string, string][] = [
    [true, "asynchronous", "Toloka remembers the operation id, so a repeat never creates a second task."],
    [
      false,
      "synchronous",
      "Toloka ignores the operation id. If the answer is lost, Task Desk looks for the task instead of sending it again.",
    ],
  ];
  return (
    <Field id="mode" as="radiogroup" label="mode" about={modes.find(([mode]) => mode === field.value)?.[2]}>
      <div className={styles.choices}>
        {modes.map(([mode, name]) => (
          <label key={name} className={styles.choice}>
            <input type="radio" name="mode" checked={field.value === mode} onChange={() => field.onChange(mode)} />
            {name}
          </label>
        ))}
      </div>
    </Field>
  );
}

function OperationId() {
  const { draft } = useComposer();
  const { operation_id } = useDraft(draft);
  const { problems } = useComposed();
  const [text, setText] = useState<string | null>(null);
  const shown = text ?? operation_id;
  const problem = text === null || text === operation_id ? problems["parameters.operation_id"]?.message : undefined;
  const id = domId("operation_id");
  return (
    <Field
      id={id}
      label="operation_id"
      about="the same content is always sent under the same id; other content gets a new one"
      error={problem}
    >
      <div className={styles.beside}>
        <Line
          id={id}
          value={shown}
          invalid={problem !== undefined}
          onChange={(typed) => {
            setText(typed);
            draft.ownId(typed);
          }}
          onBlur={() => setText(null)}
        />
        <button type="button" className={styles.plain} onClick={() => draft.newId()}>
          New<span className={styles.unseen}> operation id</span>
        </button>
      </div>
    </Field>
  );
}

const LIST_ABOUT: Record<IdList, string> = {
  reserved_for: "only these people get it; user ids, one a line",
  unavailable_for: "these people do not get it; user ids, one a line",
  traits_all_of: "people with all of these traits",
  traits_any_of: "people with any of these traits",
  traits_none_of_any: "people with none of these traits",
};

function IdListField({ name }: { name: IdList }) {
  const { form } = useComposer();
  const path = `lists.${name}` as const;
  const { field, fieldState } = useController({ name: path, control: form.control });
  const id = domId(path);
  return (
    <div>
      <Field id={id} label={name} about={LIST_ABOUT[name]} error={repeated(field.value) ?? fieldState.error?.message}>
        <GrowingText
          id={id}
          value={field.value}
          onBlur={field.onBlur}
          onChange={(text) => {
            form.clearErrors(path);
            field.onChange(text);
          }}
        />
      </Field>
    </div>
  );
}

function repeated(text: string): string | undefined {
  const ids = text.split(/[\r\n,;\t]+/).map((id) => id.trim());
  const again = ids.find((id, index) => id !== "" && ids.indexOf(id) !== index);
  return again === undefined ? undefined : `“${again}” stands here twice: each item may stand here only once.`;
}
