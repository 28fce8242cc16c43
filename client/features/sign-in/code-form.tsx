import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { call, ProblemError } from "../../api.ts";
import { useWords } from "../../language.ts";
import { passkeysPossible } from "../../parts/people/passkey.ts";
import { Button } from "../../ui/button.tsx";
import { Credential } from "../../ui/text/credential.tsx";
import { Field } from "../../ui/text/field.tsx";
import { PasskeyButton } from "./passkey-button.tsx";
import { Refusal } from "./refusal.tsx";
import styles from "./sign-in.module.css";
import { words } from "./words.ts";

/** By what the server asks to finish a sign-in. A recovery code always does. */
export interface Asked {
  code: boolean;
  passkey: boolean;
}

interface CodeFormProps {
  asked: Asked;
  /** Where to go after the sign-in. */
  next: string;
  /** Begins again. */
  onBack: () => void;
}

/** Asks for the second factor after the right password, or after the provider. */
export function CodeForm({ asked, next, onBack }: CodeFormProps) {
  const w = useWords(words);
  const byPasskey = asked.passkey && passkeysPossible();
  const [recovery, setRecovery] = useState(!asked.code && !byPasskey);
  const [code, setCode] = useState("");
  const kind = recovery ? "recovery-code" : "one-time-code";
  useEffect(() => document.getElementById(kind)?.focus(), [kind]);
  const finish = useMutation({
    mutationFn: () => call("finishSignIn", { body: { code } }),
    onSuccess: () => window.location.replace(next),
    onError: (error) => {
      if (!(error instanceof ProblemError) || error.problem.code !== "CODE_EXPIRED") return;
      setCode("");
      document.getElementById(kind)?.focus();
    },
  });
  const typed = recovery || asked.code;
  return (
    <div className={styles.form}>
      {!typed && <p>{w.passkeyAbout}</p>}
      {byPasskey && !recovery && <PasskeyButton look={asked.code ? "plain" : "primary"} next={next} />}
      {typed && (
        <form
          className={styles.fields}
          onSubmit={(event) => {
            event.preventDefault();
            if (!finish.isPending) finish.mutate();
          }}
        >
          <p>{recovery ? w.recoveryAbout : w.codeAbout}</p>
          <Field id={kind} label={recovery ? w.recoveryCode : w.code} about={recovery ? undefined : w.digits}>
            <Credential id={kind} kind={kind} value={code} onChange={setCode} />
          </Field>
          <Refusal error={finish.error} />
          <Button type="submit" look="primary" aria-busy={finish.isPending}>
            {w.signIn}
          </Button>
        </form>
      )}
      <div className={styles.others}>
        {(asked.code || byPasskey) && (
          <Button
            look="quiet"
            compact
            onClick={() => {
              setCode("");
              finish.reset();
              setRecovery(!recovery);
            }}
          >
            {recovery ? w.useFactor : w.useRecovery}
          </Button>
        )}
        <Button look="quiet" compact onClick={onBack}>
          {w.startOver}
        </Button>
      </div>
    </div>
  );
}
