import { type FormEvent, useState } from "react";
import { useWords } from "../../../language.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog/dialog.tsx";
import { Field, Line } from "../../../ui/text/field.tsx";
import styles from "../compose.module.css";
import { useComposer } from "../composer-context.ts";
import { readTemplates, type Template } from "../draft/stored-forms.ts";
import own from "./templates-dialog.module.css";
import { words } from "./words.ts";

/** Named forms for this pool, stored on this device. */
export default function TemplatesDialog({ onClose }: { onClose: () => void }) {
  const { form, specs, shelf, fill } = useComposer();
  const w = useWords(words);
  const [templates, setTemplates] = useState(() => readTemplates(shelf, specs));
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string | undefined>();
  const store = (next: Template[]) => {
    if (!shelf.write("templates", next)) return setProblem(w.notSaved);
    setTemplates(next);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    const chosen = name.trim();
    if (chosen === "") return setProblem(w.nameMissing);
    store([...templates.filter((one) => one.name !== chosen), { name: chosen, form: form.getValues() }]);
    setName("");
  };
  return (
    <Dialog onClose={onClose} title={w.templates}>
      {templates.length === 0 && <p className={styles.quiet}>{w.noTemplates}</p>}
      <ul className={own.templates}>
        {templates.map((template) => (
          <li key={template.name}>
            <span>{template.name}</span>
            <Button
              compact
              aria-label={w.use(template.name)}
              onClick={() => {
                fill(template.form, w.filledFromTemplate(template.name));
                onClose();
              }}
            >
              {w.useShort}
            </Button>
            <Button
              compact
              look="quiet"
              aria-label={w.remove(template.name)}
              onClick={() => store(templates.filter((one) => one !== template))}
            >
              {w.removeShort}
            </Button>
          </li>
        ))}
      </ul>
      <form noValidate onSubmit={save}>
        <Field id="template-name" label={w.templateName} about={w.templateAbout} error={problem}>
          <div className={styles.beside}>
            <Line
              id="template-name"
              autoFocus
              value={name}
              invalid={problem !== undefined}
              onChange={(text) => {
                setName(text);
                setProblem(undefined);
              }}
            />
            <Button type="submit" look="primary">
              {w.save}
            </Button>
          </div>
        </Field>
      </form>
    </Dialog>
  );
}
