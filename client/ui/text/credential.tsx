import styles from "./field.module.css";
import { describedBy } from "./field.tsx";

interface CredentialProps {
  id: string;
  value: string;
  onChange: (text: string) => void;
  /** What a password manager may fill in or store. */
  kind: "username" | "current-password" | "new-password" | "one-time-code" | "recovery-code";
  invalid?: boolean;
}

/** The control of a name, a password or a code, which password managers know. */
export function Credential({ id, value, onChange, kind, invalid = false }: CredentialProps) {
  return (
    <input
      id={id}
      name={kind}
      type={kind.endsWith("password") ? "password" : "text"}
      inputMode={kind === "one-time-code" ? "numeric" : "text"}
      className={styles.input}
      autoComplete={kind === "recovery-code" ? "off" : kind}
      autoCapitalize="none"
      spellCheck={false}
      required
      value={value}
      aria-describedby={describedBy(id)}
      aria-invalid={invalid}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
