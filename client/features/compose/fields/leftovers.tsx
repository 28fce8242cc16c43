import { isJsonObject, parseJson } from "../../../../shared/values/json.ts";
import { useWords } from "../../../language.ts";
import styles from "../compose.module.css";
import { useComposedPart } from "../composer-context.ts";
import { words } from "../words.ts";

/** Names the members of the task that the form has no control for. */
export function Leftovers() {
  const w = useWords(words).fields;
  const extra = useComposedPart(({ form }) => form.extra);
  const rest = useComposedPart(({ form }) => form.rest);
  const names = [...keysIn(extra).map((key) => `input_values.${key}`), ...keysIn(rest)];
  if (names.length === 0) return null;
  return <p className={styles.quiet}>{w.extra(names.join(", "))}</p>;
}

function keysIn(text: string): string[] {
  const value = text === "" ? null : parseJson(text);
  return isJsonObject(value) ? Object.keys(value) : [];
}
