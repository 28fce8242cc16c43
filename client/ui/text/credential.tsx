import styles from "./field.module.css";
import { describedBy } from "./field.tsx";

interface CredentialProps {
  id: string;
  value: string;
  onChange: (text: string) => void;
  /** What a password manager may fill in or store. */
  kind: "username" | "current-password" | "new-password";
  invalid?: boolean;
}

/** The control of a name or a password, which password managers know. */
export function Credential({ id, value, onChange, kind, invalid = false }: CredentialProps) {
  return (
    <input
      id={id}
      name={kind}
      type={kind === "username" ? "text" : "password"}
      className={styles.input}
      autoComplete={kind}
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
