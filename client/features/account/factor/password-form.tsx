import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useId, useState } from "react";
import { typedPassword } from "../../../../shared/api/people/typed-password.ts";
import { ProblemError } from "../../../api.ts";
import { useWords } from "../../../language.ts";
import { NoPasskeyError } from "../../../parts/people/passkey.ts";
import { ProblemMessage } from "../../../parts/problem.tsx";
import { ownFactorsQuery } from "../../../queries.ts";
import { Button } from "../../../ui/button.tsx";
import { Strip } from "../../../ui/strip.tsx";
import { Credential } from "../../../ui/text/credential.tsx";
import { Field } from "../../../ui/text/field.tsx";
import styles from "./factor.module.css";
import { words } from "./words.ts";

interface PasswordFormProps {
  /** What the password is asked for, and the button that does it. */
  about: string;
  yes: string;
  danger?: boolean;
  busy: boolean;
  error: Error | null;
  onPassword: (password: string) => void;
  onCancel: () => void;
  /** Another button, which does it without the password. */
  instead?: ReactNode;
}

/** Asks for the password, or says what stands for it, before something about factors or sessions changes. */
export function PasswordForm(props: PasswordFormProps) {
  const { about, yes, danger = false, busy, error, onPassword, onCancel, instead } = props;
  const w = useWords(words);
  const { data } = useQuery(ownFactorsQuery);
  const id = useId();
  const [password, setPassword] = useState("");
  const hasPassword = data?.password !== false;
  useEffect(() => document.getElementById(id)?.focus(), [id]);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onPassword(typedPassword(password));
      }}
    >
      <p>{hasPassword ? about : w.byProvider}</p>
      {hasPassword && (
        <Field id={id} label={w.password}>
          <Credential id={id} kind="current-password" value={password} onChange={setPassword} />
        </Field>
      )}
      {error instanceof ProblemError && <ProblemMessage problem={error.problem} />}
      {error instanceof NoPasskeyError && (
        <Strip tone="bad" role="alert">
          {w.noPasskeyMade}
        </Strip>
      )}
      <div className={styles.actions}>
        <Button type="submit" look={danger ? "danger" : "primary"} aria-busy={busy}>
          {yes}
        </Button>
        {instead}
        <Button onClick={onCancel}>{w.cancel}</Button>
      </div>
    </form>
  );
}
