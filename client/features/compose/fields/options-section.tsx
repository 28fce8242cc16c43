import { useLanguage, useWords } from "../../../language.ts";
import { Button } from "../../../ui/button.tsx";
import styles from "../compose.module.css";
import { useComposedPart, useComposer } from "../composer-context.ts";
import { ID_LISTS } from "../form/task-form.ts";
import { words } from "../words.ts";
import { IdListField } from "./id-list-field.tsx";
import { OperationId } from "./operation-id.tsx";
import { Mode, OpenPool, OverlapChoices } from "./option-choices.tsx";
import { optionsWords } from "./options-words.ts";

/** The other options of the task, in one line that sums them up until it is opened. */
export function OptionsSection({ open, onOpen }: { open: boolean; onOpen: (open: boolean) => void }) {
  const { pool } = useComposer();
  const w = useWords(words).options;
  const language = useLanguage();
  const summary = useComposedPart(({ form }) => optionsWords(form, pool, language));
  return (
    <section className={styles.section} aria-labelledby="options-heading">
      <div className={styles.optionsHead}>
        <h2 id="options-heading">{w.title}</h2>
        <span className={styles.summary}>{summary}</span>
        <Button
          compact
          aria-expanded={open}
          aria-controls="options"
          aria-label={open ? w.hideLabel : w.editLabel}
          onClick={() => onOpen(!open)}
        >
          {open ? w.hide : w.edit}
        </Button>
      </div>
      <div id="options" className={styles.options} hidden={!open}>
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
