import { useController } from "react-hook-form";
import type { TaskKind } from "../../../../shared/task.ts";
import { dollars, fraction } from "../../../../shared/values/decimal.ts";
import { newKey } from "../../../parts/controls/typed.ts";
import styles from "../compose.module.css";
import { useComposer } from "../composer-context.ts";
import { blankSolution, usualOverlap } from "../form/task-form.ts";

const KINDS: [TaskKind, string][] = [
  ["general", "General"],
  ["control", "Control"],
  ["training", "Training"],
];

/** What a task of each kind is for. */
const MEANING: Record<TaskKind, string> = {
  general: "General task: it has no correct answer, people's answers are what you want to know.",
  control:
    "Control task: it has correct answers, so people's work is checked against them. Everybody may get it (infinite overlap), or checks would run out.",
  training:
    "Training task: it has correct answers and a hint, which people see when they answer wrong. Everybody may get it (infinite overlap).",
};

/** The choice of the kind of task. It is explicit: a hint alone does not make a task a training task. */
export function KindSection() {
  const { form, pool, specs } = useComposer();
  const { field } = useController({ name: "kind", control: form.control });
  const choose = (kind: TaskKind) => {
    const { overlap, known } = form.getValues();
    if (overlap === usualOverlap(field.value)) form.setValue("overlap", usualOverlap(kind));
    if (kind !== "general" && known.length === 0) {
      const key = newKey();
      form.setValue(`solutions.${key}`, blankSolution(specs));
      form.setValue("known", [key]);
    }
    field.onChange(kind);
  };
  const price = pool.reward_per_assignment == null ? null : fraction(pool.reward_per_assignment);
  return (
    <fieldset className={styles.section}>
      <legend>Kind of task</legend>
      <div className={styles.choices}>
        {KINDS.map(([kind, name]) => (
          <label key={kind} className={styles.choice}>
            <input
              type="radio"
              name="kind"
              value={kind}
              checked={field.value === kind}
              onChange={() => choose(kind)}
              aria-describedby="kind-meaning"
            />
            {name}
          </label>
        ))}
      </div>
      <p id="kind-meaning" className={styles.meaning} role="status">
        {MEANING[field.value]}
        {field.value === "general" && price !== null && ` A suite of them pays ${dollars(price)}.`}
      </p>
    </fieldset>
  );
}
