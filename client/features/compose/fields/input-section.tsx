import { memo } from "react";
import { fieldType } from "../../../../shared/fields/input-spec.ts";
import { useWords } from "../../../language.ts";
import styles from "../compose.module.css";
import { useComposer } from "../composer-context.ts";
import { RowOffer } from "../fill/paste/row-offer.tsx";
import { useRowPaste } from "../fill/paste/use-row-paste.ts";
import { inputName } from "../form/field-names.ts";
import { fieldsOf } from "../form/task-form.ts";
import { FieldMedia } from "../panels/preview-panel.tsx";
import { words } from "../words.ts";
import { FormField } from "./form-field.tsx";

/** A control for each input field, in the order of the project. `withMedia`: the media of a field follow it. */
export const InputSection = memo(function InputSection({ withMedia }: { withMedia: boolean }) {
  const { specs } = useComposer();
  const w = useWords(words).fields;
  const pasted = useRowPaste();
  const fields = fieldsOf(specs.input_spec);
  return (
    <section className={styles.section} aria-labelledby="input-heading" onPaste={pasted.onPaste}>
      <h2 id="input-heading">{w.input}</h2>
      {fields.length === 0 && <p className={styles.quiet}>{w.noInput}</p>}
      {fields.map(([id, spec]) => {
        const type = fieldType(spec);
        const media = withMedia && type?.element === "url";
        // Media are too large for a guess at their place's height.
        const place = media ? styles.mediaPlace : type?.array ? styles.listPlace : styles.fieldPlace;
        return (
          // A form of its own: at each key the browser's autofill lays out every control of the form that the key is in.
          <form key={id} className={place} noValidate>
            <FormField name={inputName(id)} fieldId={id} spec={spec} pinnable />
            {pasted.row?.fieldId === id && (
              <RowOffer row={pasted.row} onSplit={pasted.split} onKeep={pasted.keepText} />
            )}
            {media && <FieldMedia fieldId={id} />}
          </form>
        );
      })}
    </section>
  );
});
