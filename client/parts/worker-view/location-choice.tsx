import { useId, useState } from "react";
import { parseCoordinates } from "../../../shared/fields/input-spec.ts";
import { type JsonObject, stringifyJson } from "../../../shared/values/json.ts";
import { useWords } from "../../language.ts";
import { Segmented } from "../../ui/choice/segmented.tsx";
import { Line } from "../../ui/text/field.tsx";
import { words } from "./words.ts";
import styles from "./worker-view.module.css";

const CHOICES = ["unknown", "there", "refused"] as const;
type Choice = (typeof CHOICES)[number];

/** Whether an interface of Template Builder asks where the worker is. */
export const asksForLocation = (view_spec: JsonObject | undefined): boolean =>
  view_spec?.type === "tb" && stringifyJson(view_spec.config).includes("data.location");

/** The coordinates among a task's values, where a worker who does it usually is; `""` if there are none. */
export function placeOfTask(values: JsonObject): string {
  const found = Object.values(values).find((value) => typeof value === "string" && parseCoordinates(value) !== null);
  return typeof found === "string" ? found : "";
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
