import { useId, useState } from "react";
import { fieldType } from "../../../shared/fields/input-spec.ts";
import { type JsonObject, stringifyJson } from "../../../shared/values/json.ts";
import { useWords } from "../../language.ts";
import { Segmented } from "../../ui/choice/segmented.tsx";
import { Line } from "../../ui/text/field.tsx";
import type { TaskSpec } from "./use-worker-frame.ts";
import { words } from "./words.ts";
import styles from "./worker-view.module.css";

const CHOICES = ["unknown", "there", "refused"] as const;
type Choice = (typeof CHOICES)[number];

/** Whether an interface of Template Builder asks where the worker is. */
export const asksForLocation = (view_spec: JsonObject | undefined): boolean =>
  view_spec?.type === "tb" && stringifyJson(view_spec.config).includes("data.location");

/** The coordinates of the task, where a worker who does it usually is. */
export function placeOfTask({ input_spec }: TaskSpec, values: JsonObject): string {
  const found = Object.entries(values).find(([name, value]) => {
    const spec = Object.hasOwn(input_spec, name) ? input_spec[name] : undefined;
    return typeof value === "string" && spec !== undefined && fieldType(spec)?.element === "coordinates";
  });
  return String(found?.[1] ?? "");
}

/** Where the worker of the view is: not known, at the task's place or another, or not told. */
export function LocationChoice({ usual, onChange }: { usual: string; onChange: (location: string | null) => void }) {
  const w = useWords(words).location;
  const id = useId();
  const [choice, setChoice] = useState<Choice>("unknown");
  const [typed, setTyped] = useState<string | null>(null);
  const place = typed ?? usual;
  const choose = (next: Choice) => {
    setChoice(next);
    onChange(next === "unknown" ? null : next === "refused" ? "rejected" : place);
  };
  return (
    <div className={styles.head}>
      <span>{w.title}</span>
      <Segmented
        label={w.title}
        options={CHOICES.map((value) => ({ value, label: w.choices[value] }))}
        value={choice}
        onChange={choose}
      />
      {choice === "there" && (
        <Line
          id={id}
          label={w.coordinates}
          placeholder="55.75,37.62"
          width="12rem"
          value={place}
          onChange={(text) => {
            setTyped(text);
            onChange(text.slice(0, 100));
          }}
        />
      )}
    </div>
  );
}
