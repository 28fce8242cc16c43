import { isJsonObject, parseJson } from "../../../../shared/values/json.ts";
import styles from "../compose.module.css";
import { useComposed } from "../composer-context.ts";

/** Names the members of the task that the form has no control for. */
export function Leftovers() {
  const { form } = useComposed();
  const names = [...keysIn(form.extra).map((key) => `input_values.${key}`), ...keysIn(form.rest)];
  if (names.length === 0) return null;
  return <p className={styles.quiet}>Travels too, to be seen and changed under JSON: {names.join(", ")}.</p>;
}

function keysIn(text: string): string[] {
  const value = text === "" ? null : parseJson(text);
  return isJsonObject(value) ? Object.keys(value) : [];
}
