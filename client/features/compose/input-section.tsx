import { memo } from "react";
import styles from "./compose.module.css";
import { useComposer } from "./composer-context.ts";
import { inputName } from "./field-names.ts";
import { FormField } from "./form-field.tsx";
import { fieldsOf } from "./task-form.ts";

/** A control for each field of the pool's input, in its order. */
export const InputSection = memo(function InputSection() {
  const { specs } = useComposer();
  const fields = fieldsOf(specs.input_spec);
  return (
    <section className={styles.section} aria-labelledby="input-heading">
      <h2 id="input-heading">Input</h2>
      {fields.length === 0 && <p className={styles.quiet}>This project's tasks have no input fields.</p>}
      {fields.map(([id, spec]) => (
        <FormField key={id} name={inputName(id)} fieldId={id} spec={spec} pinnable />
      ))}
    </section>
  );
});
