import { useState } from "react";
import { resolveParameters, Task } from "../../../../shared/task.ts";
import { links } from "../../../links.ts";
import { CopyButton } from "../../../parts/copy.tsx";
import { useSession } from "../../../parts/session.tsx";
import { asCurl, asJson, asTolokaKit } from "../../../parts/snippets.ts";
import styles from "../compose.module.css";
import { useComposed, useComposer } from "../composer-context.ts";
import { deepLinkSearch } from "../fill/deep-link.ts";
import { buildParameters } from "../form/build-task.ts";
import type { Composed } from "../form/composed.ts";

const FORMS = ["JSON", "curl", "toloka-kit", "link"] as const;
type Form = (typeof FORMS)[number];

/** The task as it would be sent, in four formats to copy. */
export default function Payload({ operationId }: { operationId: string }) {
  const { pool, specs } = useComposer();
  const [form, setForm] = useState<Form>("JSON");
  const session = useSession();
  const now = useComposed();
  const text =
    form === "link"
      ? new URL(links.newTask(pool.id, deepLinkSearch(now.form, specs)), window.location.origin).href
      : snippet(form, now, operationId, session?.toloka.url ?? "");
  return (
    <div>
      <div className={styles.choices}>
        {FORMS.map((one) => (
          <label key={one} className={styles.choice}>
            <input type="radio" name="payload-form" checked={form === one} onChange={() => setForm(one)} />
            {one}
          </label>
        ))}
        <CopyButton value={text} label={`Copy ${form}`} />
      </div>
      <textarea className={styles.code} readOnly rows={10} aria-label={`The task as ${form}`} value={text} />
    </div>
  );
}

function snippet(
  form: Exclude<Form, "link">,
  { form: typed, json }: Composed,
  operationId: string,
  url: string,
): string {
  const task = Task.safeParse(json);
  if (!task.success) return "There is something to correct first: the form says what.";
  const parameters = resolveParameters(buildParameters(typed, operationId), () => operationId);
  const write = { JSON: asJson, curl: asCurl, "toloka-kit": asTolokaKit }[form];
  return write(task.data, parameters, url);
}
