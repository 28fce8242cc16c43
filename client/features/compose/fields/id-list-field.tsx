import { useController } from "react-hook-form";
import { useWords } from "../../../language.ts";
import { Field, GrowingText } from "../../../ui/text/field.tsx";
import { useComposer } from "../composer-context.ts";
import { domId } from "../form/field-names.ts";
import type { IdList } from "../form/task-form.ts";
import { words } from "../words.ts";

/** A list of ids, typed as text with one id a line. */
export function IdListField({ name }: { name: IdList }) {
  const { form } = useComposer();
  const w = useWords(words).options;
  const path = `lists.${name}` as const;
  const { field, fieldState } = useController({ name: path, control: form.control });
  const id = domId(path);
  const again = repeated(field.value);
  const problem = again === undefined ? fieldState.error?.message : w.repeated(again);
  return (
    <Field id={id} label={name} about={w.lists[name]} error={problem}>
      <GrowingText
        id={id}
        value={field.value}
        onBlur={field.onBlur}
        onChange={(text) => {
          form.clearErrors(path);
          field.onChange(text);
        }}
      />
    </Field>
  );
}

function repeated(text: string): string | undefined {
  const ids = text.split(/[\r\n,;\t]+/).map((id) => id.trim());
  return ids.find((id, index) => id !== "" && ids.indexOf(id) !== index);
}
