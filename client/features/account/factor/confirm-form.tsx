import { useMutation } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { call, ProblemError } from "../../../api.ts";
import { useWords } from "../../../language.ts";
import { CopyButton } from "../../../parts/copy.tsx";
import { ProblemMessage } from "../../../parts/problem.tsx";
import { Button } from "../../../ui/button.tsx";
import { Credential } from "../../../ui/text/credential.tsx";
import { Field } from "../../../ui/text/field.tsx";
import styles from "./factor.module.css";
import { words } from "./words.ts";

const QrCode = lazy(() => import("./qr-code.tsx"));

interface ConfirmFormProps {
  /** In base 32. */
  secret: string;
  /** The same as an `otpauth:` address. */
  address: string;
  onConfirmed: (recoveryCodes: string[]) => void;
  onCancel: () => void;
}

/** Shows the secret for an authenticator app, and asks for its first code. */
export function ConfirmForm({ secret, address, onConfirmed, onCancel }: ConfirmFormProps) {
  const w = useWords(words);
  const [code, setCode] = useState("");
  useEffect(() => document.getElementById("first-code")?.focus(), []);
  const confirm = useMutation({
    mutationFn: () => call("confirmTotp", { body: { code } }),
    onSuccess: ({ recovery_codes }) => onConfirmed(recovery_codes),
    onError: (error) => {
      if (!(error instanceof ProblemError) || error.problem.code !== "CODE_EXPIRED") return;
      setCode("");
      document.getElementById("first-code")?.focus();
    },
  });
  return (
    <div className={styles.setUp}>
      <Suspense fallback={<div className={styles.qr} aria-busy="true" />}>
        <QrCode text={address} label={w.qr} />
      </Suspense>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!confirm.isPending) confirm.mutate();
        }}
      >
        <p>{w.scan}</p>
        <div>
          <code className={styles.secret} title={w.secret}>
            {secret.replace(/.{4}(?=.)/g, "$& ")}
          </code>
          <CopyButton value={secret} label={w.copySecret} />
        </div>
        <p>
          <a href={address}>{w.openApp}</a>
        </p>
        <Field id="first-code" label={w.firstCode} about={w.firstCodeAbout}>
          <Credential id="first-code" kind="one-time-code" value={code} onChange={setCode} />
        </Field>
        {confirm.error instanceof ProblemError && <ProblemMessage problem={confirm.error.problem} />}
        <div className={styles.actions}>
          <Button type="submit" look="primary" aria-busy={confirm.isPending}>
            {w.confirm}
          </Button>
          <Button onClick={onCancel}>{w.cancel}</Button>
        </div>
      </form>
    </div>
  );
}
