import { useState } from "react";
import { isJsonNumber, type Json, parseNumber } from "../../../../shared/values/json.ts";
import { asText } from "../../engine/values.ts";
import { named } from "../part.tsx";
import { flagOf, numberOf, textOf } from "../props.ts";
import { type DrawingProps, useView } from "../view-context.ts";
import styles from "./fields.module.css";
import { useWrite } from "./use-write.ts";

// Fields that are typed into. Empty text is no value; text is not trimmed.

const shownText = (value: Json | undefined): string => (typeof value === "string" ? value : asText(value));

function Clear({ onClear, shown }: { onClear: () => void; shown: boolean }) {
  const { words } = useView();
  return (
    <button type="button" className={styles.clear} aria-label={words.clear} hidden={!shown} onClick={onClear}>
      ×
    </button>
  );
}

export function TextArea({ part, ids }: DrawingProps) {
  const write = useWrite(part);
  const text = shownText(part.value);
  const disabled = flagOf(part, "disabled");
  return (
    <div className={styles.typed}>
      <textarea
        {...named(part, ids)}
        aria-invalid={ids.error !== undefined}
        className={styles.input}
        rows={Math.min(40, Math.max(1, numberOf(part, "rows") ?? 4))}
        style={{ resize: flagOf(part, "resizable", true) ? "vertical" : "none" }}
        placeholder={textOf(part, "placeholder")}
        disabled={disabled}
        value={text}
        onChange={({ target }) => write(target.value === "" ? undefined : target.value)}
      />
      <Clear shown={text !== "" && !disabled} onClear={() => write(undefined)} />
    </div>
  );
}

/** `clean` changes what was typed, before it is written. */
const line =
  (type: "text" | "email" | "tel", clean = (text: string) => text) =>
  ({ part, ids }: DrawingProps) => {
    const write = useWrite(part);
    const text = shownText(part.value);
    const disabled = flagOf(part, "disabled");
    return (
      <div className={styles.typed}>
        <input
          {...named(part, ids)}
          aria-invalid={ids.error !== undefined}
          type={type}
          className={styles.input}
          placeholder={textOf(part, "placeholder")}
          disabled={disabled}
          value={text}
          onChange={({ target }) => write(clean(target.value) === "" ? undefined : clean(target.value))}
        />
        <Clear shown={text !== "" && !disabled} onClear={() => write(undefined)} />
      </div>
    );
  };

export const TextLine = line("text");
export const Email = line("email");
export const Phone = line("tel", (text) => text.replaceAll(/[()\s-]/g, ""));

/** What is typed stays as it is while it means the number that is in the answer: `1.` and `1.0` are on the way to `1.05`. */
export function NumberField({ part, ids }: DrawingProps) {
  const write = useWrite(part);
  const [draft, setDraft] = useState("");
  const value = isJsonNumber(part.value) ? String(part.value) : "";
  const same = numberIn(draft) === undefined ? value === "" : String(numberIn(draft)) === value;
  return (
    <input
      {...named(part, ids)}
      aria-invalid={ids.error !== undefined}
      type="text"
      inputMode="decimal"
      className={styles.input}
      placeholder={textOf(part, "placeholder")}
      value={same ? draft : value}
      onChange={({ target }) => {
        setDraft(target.value);
        write(numberIn(target.value));
      }}
    />
  );
}

function numberIn(text: string): Json | undefined {
  const number = Number.parseFloat(text);
  return Number.isFinite(number) ? (parseNumber(String(number)) ?? undefined) : undefined;
}
