import { useState } from "react";
import { resolveParameters, Task } from "../../../../shared/task.ts";
import { useWords } from "../../../language.ts";
import { links } from "../../../links.ts";
import { CopyButton } from "../../../parts/copy.tsx";
import { useSession } from "../../../parts/session.tsx";
import { asCurl, asJson, asTolokaKit } from "../../../parts/submission/snippets.ts";
import { Segmented } from "../../../ui/choice/segmented.tsx";
import { useComposed, useComposer } from "../composer-context.ts";
import { useDraftMember } from "../draft/draft-store.ts";
import { deepLinkSearch } from "../fill/deep-link.ts";
import { buildParameters } from "../form/build-task.ts";
import { words } from "../words.ts";
import styles from "./code-panel.module.css";

const FORMATS = ["JSON", "curl", "toloka-kit", "link"] as const;
type Format = (typeof FORMATS)[number];

/** The task as it would be sent, in four formats to copy. Loaded when it is first opened. */
export default function CodePanel() {
  const w = useWords(words).panels;
  const [format, setFormat] = useState<Format>("JSON");
  const text = useCode(format);
  const name = w.formats[format];
  return (
    <>
      <div className={styles.head}>
        <Segmented
          label={w.codeFormat}
          options={FORMATS.map((value) => ({ value, label: w.formats[value] }))}
          value={format}
          onChange={setFormat}
        />
        {text !== null && <CopyButton value={text} label={w.copy(name)} />}
      </div>
      <textarea className={styles.code} readOnly rows={12} aria-label={w.codeOf(name)} value={text ?? w.codeProblems} />
    </>
  );
}

/** `null` while the task has problems. */
function useCode(format: Format): string | null {
  const { pool, specs, draft } = useComposer();
  const operation_id = useDraftMember(draft, "operation_id");
  const url = useSession()?.toloka.url ?? "";
  const { form, json } = useComposed();
  if (format === "link")
    return new URL(links.newTask(pool.id, deepLinkSearch(form, specs)), window.location.origin).href;
  const task = Task.safeParse(json);
  if (!task.success) return null;
  const parameters = resolveParameters(buildParameters(form, operation_id), () => operation_id);
  const write = { JSON: asJson, curl: asCurl, "toloka-kit": asTolokaKit }[format];
  return write(task.data, parameters, url);
}
