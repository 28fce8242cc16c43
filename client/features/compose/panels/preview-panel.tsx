import { memo } from "react";
import { fieldType } from "../../../../shared/fields/input-spec.ts";
import type { FieldSpecs } from "../../../../shared/toloka.ts";
import type { Json } from "../../../../shared/values/json.ts";
import { MediaPreview, MediaStrip } from "../../../parts/media/media-preview.tsx";
import styles from "../compose.module.css";
import { useComposed, useComposer } from "../composer-context.ts";
import type { LinkedAddresses } from "../fill/linked-addresses.ts";
import { fieldsOf } from "../form/task-form.ts";
import own from "./preview-panel.module.css";

/** The fields that hold addresses. */
const mediaFields = (specs: FieldSpecs): string[] =>
  fieldsOf(specs).flatMap(([id, spec]) => (fieldType(spec)?.element === "url" ? [id] : []));

/** A preview of the media at each address of the task. */
export function PreviewPanel() {
  const { specs, pool, linked } = useComposer();
  const { json } = useComposed();
  const fields = mediaFields(specs.input_spec);
  if (fields.length === 0) return <p className={styles.quiet}>This project has no fields with addresses to show.</p>;
  const values = (json.input_values ?? {}) as Record<string, Json>;
  return (
    <>
      {fields.map((id) => (
        <FieldMedia key={id} fieldId={id} value={values[id]} poolId={pool.id} linked={linked} />
      ))}
    </>
  );
}

interface FieldMediaProps {
  fieldId: string;
  value: Json | undefined;
  poolId: string;
  linked: LinkedAddresses;
}

const sameUrls = (a: FieldMediaProps, b: FieldMediaProps): boolean =>
  a.fieldId === b.fieldId && a.poolId === b.poolId && urlsIn(a.value).join("\n") === urlsIn(b.value).join("\n");

const urlsIn = (value: Json | undefined): string[] =>
  (Array.isArray(value) ? value : [value]).map((item) => (typeof item === "string" ? item : ""));

const FieldMedia = memo(function FieldMedia({ fieldId, value, poolId, linked }: FieldMediaProps) {
  const shared = { label: fieldId, poolId, unasked: linked };
  return (
    <div className={own.media}>
      <h3>{fieldId}</h3>
      {Array.isArray(value) ? (
        <MediaStrip urls={urlsIn(value)} {...shared} />
      ) : (
        <MediaPreview url={urlsIn(value)[0] ?? ""} {...shared} />
      )}
    </div>
  );
}, sameUrls);
