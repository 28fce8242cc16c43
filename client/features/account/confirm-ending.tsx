import { useMutation, useQuery } from "@tanstack/react-query";
import { ProblemError } from "../../api.ts";
import { useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { type Confirmation, confirmByPasskey, NoPasskeyError, passkeysPossible } from "../../parts/people/passkey.ts";
import { ProblemMessage } from "../../parts/problem.tsx";
import { Question } from "../../parts/question.tsx";
import { ownFactorsQuery } from "../../queries.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Strip } from "../../ui/strip.tsx";
import styles from "./account.module.css";
import { PasswordForm } from "./factor/password-form.tsx";
import { words } from "./words.ts";

interface ConfirmEndingProps {
  /** What is to be done, as a question, and the button that does it. */
  question: string;
  yes: string;
  busy: boolean;
  error: Error | null;
  onConfirmed: (confirmation: Confirmation) => void;
  onCancel: () => void;
}

/** Asks before sessions end, for the password or a passkey; who signs in through a provider has to have done so a moment ago. */
export function ConfirmEnding(props: ConfirmEndingProps) {
  const { data: factors } = useQuery(ownFactorsQuery);
  if (factors === undefined) return null;
  if (!factors.password) return <ByRecentSignIn {...props} />;
  return <ByPassword {...props} passkey={factors.passkeys.length > 0 && passkeysPossible()} />;
}

function ByPassword(props: ConfirmEndingProps & { passkey: boolean }) {
  const { question, yes, busy, error, onConfirmed, onCancel, passkey } = props;
  const w = useWords(words);
  const byPasskey = useMutation({ mutationFn: confirmByPasskey, onSuccess: onConfirmed });
  const none = byPasskey.error instanceof NoPasskeyError;
  return (
    <div className={styles.ending}>
      <PasswordForm
        about={question}
        yes={yes}
        danger
        busy={busy}
        error={none ? null : (byPasskey.error ?? error)}
        onPassword={(password) => {
          byPasskey.reset();
          onConfirmed({ password });
        }}
        onCancel={onCancel}
        instead={
          passkey && (
            <Button aria-busy={byPasskey.isPending} onClick={() => byPasskey.isPending || byPasskey.mutate()}>
              {w.byPasskey}
            </Button>
          )
        }
      />
      {none && (
        <Strip tone="bad" role="alert">
          {w.noPasskeyUsed}
        </Strip>
      )}
    </div>
  );
}

function ByRecentSignIn({ question, yes, busy, error, onConfirmed, onCancel }: ConfirmEndingProps) {
  const w = useWords(words);
  const problem = error instanceof ProblemError ? error.problem : null;
  return (
    <div className={styles.ending}>
      <Question question={question} yes={yes} no={w.cancel} busy={busy} onYes={() => onConfirmed({})} onNo={onCancel} />
      {problem !== null && <ProblemMessage problem={problem} />}
      {problem?.code === "SIGN_IN_AGAIN" && (
        <a className={buttonClass()} href={links.startSignIn(links.account())}>
          {w.signInAgain}
        </a>
      )}
    </div>
  );
}
