import { useState } from "react";
import { Dialog } from "../../../ui/dialog.tsx";
import { Field, Line } from "../../../ui/field.tsx";
import styles from "../compose.module.css";
import { useComposer } from "../composer-context.ts";
import { readTemplates, type Template } from "../draft/stored-forms.ts";
import own from "./templates-dialog.module.css";

/** Named forms for this pool, stored on this device. */
export default function TemplatesDialog({ onClose }: { onClose: () => void }) {
  const { form, specs, shelf, fill } = useComposer();
  const [templates, setTemplates] = useState(() => readTemplates(shelf, specs));
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string | undefined>();
  const keep = (next: Template[]) => {
    if (!shelf.write("templates", next)) return setProblem("This device does not let the page keep anything.");
    setTemplates(next);
  };
  const save = () => {
    const chosen = name.trim();
    if (chosen === "") return setProblem("Give it a name.");
    keep([...templates.filter((one) => one.name !== chosen), { name: chosen, form: form.getValues() }]);
    setName("");
  };
  return (
    <Dialog onClose={onClose} title="Templates">
      {templates.length === 0 && (
        <p className={styles.quiet}>
          None yet. A template keeps everything in the form, for this pool and on this device.
        </p>
      )}
      <ul className={own.templates}>
        {templates.map((template) => (
          <li key={template.name}>
            <span>{template.name}</span>
            <button
              type="button"
              className={styles.plain}
              onClick={() => {
                fill(template.form, `Filled from the template “${template.name}”.`);
                onClose();
              }}
            >
              Use<span className={styles.unseen}> {template.name}</span>
            </button>
            <button
              type="button"
              className={styles.plain}
              onClick={() => keep(templates.filter((one) => one !== template))}
            >
              Delete<span className={styles.unseen}> {template.name}</span>
            </button>
          </li>
        ))}
      </ul>
      <Field id="template-name" label="Name" about="of a new template, from the form as it stands" error={problem}>
        <div className={styles.beside}>
          <Line
            id="template-name"
            value={name}
            invalid={problem !== undefined}
            onChange={(text) => {
              setName(text);
              setProblem(undefined);
            }}
          />
          <button type="button" className={styles.primary} onClick={save}>
            Save
          </button>
        </div>
      </Field>
    </Dialog>
  );
}
