import { fieldType } from "../../../../shared/fields/input-spec.ts";
import type { FieldSpecs } from "../../../../shared/toloka.ts";
import { isJsonObject } from "../../../../shared/values/json.ts";
import { useWords } from "../../../language.ts";
import { MediaPreview } from "../../../parts/media/media-preview.tsx";
import { MediaStrip } from "../../../parts/media/media-strip.tsx";
import styles from "../compose.module.css";
import { useComposedPart, useComposer } from "../composer-context.ts";
import type { Composed } from "../form/composed.ts";
import { fieldsOf } from "../form/task-form.ts";
import { words } from "../words.ts";
import own from "./preview-panel.module.css";

/** The fields that hold addresses. */
const mediaFields = (specs: FieldSpecs): string[] =>
  fieldsOf(specs).flatMap(([id, spec]) => (fieldType(spec)?.element === "url" ? [id] : []));

/** A preview of the media at each address of the task. */
export function PreviewPanel() {
  const { specs } = useComposer();
  const w = useWords(words).panels;
  const fields = mediaFields(specs.input_spec);
  if (fields.length === 0) return <p className={styles.quiet}>{w.noMedia}</p>;
  return fields.map((id) => <FieldMedia key={id} fieldId={id} titled={fields.length > 1} />);
}

/** The media at the addresses in a field. `titled`: with the field's name above. */
export function FieldMedia({ fieldId, titled = false }: { fieldId: string; titled?: boolean }) {
  const { pool, linked, specs } = useComposer();
  const urls = useComposedPart((now) => urlsIn(now, fieldId).join("\n")).split("\n");
  const list = fieldType(specs.input_spec[fieldId]!)?.array === true;
  const shared = { label: fieldId, poolId: pool.id, unasked: linked };
  return (
    <div className={own.media}>
      {titled && <h3>{fieldId}</h3>}
      {list ? <MediaStrip urls={urls} {...shared} /> : <MediaPreview url={urls[0] ?? ""} {...shared} />}
    </div>
  );
}

function urlsIn({ json }: Composed, fieldId: string): string[] {
  const values = json.input_values;
  const value = isJsonObject(values) ? values[fieldId] : undefined;
  return (Array.isArray(value) ? value : [value]).map((item) => (typeof item === "string" ? item : ""));
}
