import { useController } from "react-hook-form";
import { dollars, fraction } from "../../../../shared/values/decimal.ts";
import { useWords } from "../../../language.ts";
import { Segmented } from "../../../ui/choice/segmented.tsx";
import styles from "../compose.module.css";
import { useComposer } from "../composer-context.ts";
import { words } from "../words.ts";
import { chooseKind } from "./choose-kind.ts";

const KINDS = ["general", "control", "training"] as const;

/** The choice of the task's type. It is explicit: a hint alone does not make a task a training task. */
export function KindSection() {
  const { form, pool, specs } = useComposer();
  const w = useWords(words);
  const kind = useController({ name: "kind", control: form.control }).field.value;
  const price = pool.reward_per_assignment == null ? null : fraction(pool.reward_per_assignment);
  const paid = kind === "general" && price !== null ? ` ${w.pool.price(dollars(price))}.` : "";
  return (
    <div className={styles.type}>
      <h2>{w.type.label}</h2>
      <Segmented
        label={w.type.label}
        options={KINDS.map((value) => ({ value, label: w.type.names[value] }))}
        value={kind}
        onChange={(chosen) => chooseKind(chosen, form, specs)}
      />
      <p className={styles.meaning} role="status">
        {w.type.about[kind]}
        {paid}
      </p>
    </div>
  );
}
