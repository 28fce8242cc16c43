import { memo, useState } from "react";
import { fieldType } from "../../../../shared/fields/input-spec.ts";
import { useWords } from "../../../language.ts";
import styles from "../compose.module.css";
import { useComposer } from "../composer-context.ts";
import { type PastedRow, RowOffer } from "../fill/row-offer.tsx";
import { domId, inputName } from "../form/field-names.ts";
import { fieldsOf } from "../form/task-form.ts";
import { FieldMedia } from "../panels/preview-panel.tsx";
import { words } from "../words.ts";
import { FormField } from "./form-field.tsx";

/** A control for each input field, in the order of the project. `withMedia`: the media of a field follow it. */
export const InputSection = memo(function InputSection({ withMedia }: { withMedia: boolean }) {
  const { specs } = useComposer();
  const w = useWords(words).fields;
  const [row, setRow] = useState<PastedRow | null>(null);
  const fields = fieldsOf(specs.input_spec);
  const notice = async ({ target, clipboardData }: React.ClipboardEvent): Promise<void> => {
    const text = clipboardData.getData("text");
    const field = fields.find(([id]) => domId(inputName(id)) === (target as Element).id);
    setRow(null);
    if (!field || !text.includes("\t")) return;
    const { readRow } = await import("../fill/table-cells.ts");
    const cells = readRow(text);
    if (cells) setRow({ fieldId: field[0], cells });
  };
  return (
    <section className={styles.section} aria-labelledby="input-heading" onPaste={notice}>
      <h2 id="input-heading">{w.input}</h2>
      {fields.length === 0 && <p className={styles.quiet}>{w.noInput}</p>}
      {fields.map(([id, spec]) => {
        const type = fieldType(spec);
        const media = withMedia && type?.element === "url";
        // Media are too large for a guess at their place's height.
        const place = media ? styles.mediaPlace : type?.array ? styles.listPlace : styles.fieldPlace;
        return (
          <div key={id} className={place}>
            <FormField name={inputName(id)} fieldId={id} spec={spec} pinnable />
            {row?.fieldId === id && <RowOffer row={row} onDone={() => setRow(null)} />}
            {media && <FieldMedia fieldId={id} />}
          </div>
        );
      })}
    </section>
  );
});
