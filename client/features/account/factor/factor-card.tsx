import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../../../api.ts";
import { useWords } from "../../../language.ts";
import { dateAndTime } from "../../../parts/clock.ts";
import { ownFactorsQuery } from "../../../queries.ts";
import { Button } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { Pill } from "../../../ui/pill.tsx";
import { ConfirmForm } from "./confirm-form.tsx";
import styles from "./factor.module.css";
import { PasswordForm } from "./password-form.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { words } from "./words.ts";

type Act = "setUp" | "remove" | "renew";
type Step =
  | { show: "password"; before: Act }
  | { show: "secret"; secret: string; address: string }
  | { show: "codes"; codes: string[] };

/** What follows when the password was right; null: nothing more. */
async function run(act: Act, password: string): Promise<Step | null> {
  const body = { password };
  if (act === "setUp") return { show: "secret", ...(await call("setUpTotp", { body })) };
  if (act === "renew") return codesStep((await call("renewRecoveryCodes", { body })).recovery_codes);
  await call("removeTotp", { body });
  return null;
}

const codesStep = (codes: string[]): Step | null => (codes.length === 0 ? null : { show: "codes", codes });

/** The authenticator app and the recovery codes. `onSetUp`: the app is in use, and its codes were stored. */
export function FactorCard({ onSetUp = () => {} }: { onSetUp?: () => void }) {
  const w = useWords(words);
  const client = useQueryClient();
  const { data } = useQuery(ownFactorsQuery);
  const [step, setStep] = useState<Step | null>(null);
  const act = useMutation({
    mutationFn: ({ before, password }: { before: Act; password: string }) => run(before, password),
    onSuccess: async (next) => {
      setStep(next);
      await client.invalidateQueries(ownFactorsQuery);
    },
  });
  const ask = (before: Act) => {
    act.reset();
    setStep({ show: "password", before });
  };
  const close = () => setStep(null);
  if (data === undefined) return <Card title={w.title}>{null}</Card>;
  const { totp_since, recovery_codes, passkeys } = data;
  return (
    <Card title={w.title}>
      <ul className={styles.rows}>
        <li className={styles.row}>
          <div>
            <div className={styles.name}>
              {w.app} {totp_since !== null && <Pill tone="good">{w.on}</Pill>}
            </div>
            <div className={styles.about}>{totp_since === null ? w.appAbout : w.since(dateAndTime(totp_since))}</div>
          </div>
          {totp_since === null && step === null && (
            <Button compact onClick={() => ask("setUp")}>
              {w.setUp}
            </Button>
          )}
          {totp_since !== null && step === null && (
            <Button compact aria-label={w.removeApp} onClick={() => ask("remove")}>
              {w.remove}
            </Button>
          )}
        </li>
        {(totp_since !== null || passkeys.length > 0) && (
          <li className={styles.row}>
            <div>
              <div className={styles.name}>{w.recovery}</div>
              <div className={styles.about}>
                {w.left(recovery_codes)} {w.recoveryAbout}
              </div>
            </div>
            {step === null && (
              <Button compact onClick={() => ask("renew")}>
                {w.renew}
              </Button>
            )}
          </li>
        )}
      </ul>
      {step?.show === "password" && (
        <PasswordForm
          key={step.before}
          about={w.before[step.before]}
          yes={w.yes[step.before]}
          danger={step.before === "remove"}
          busy={act.isPending}
          error={act.error}
          onPassword={(password) => act.mutate({ before: step.before, password })}
          onCancel={close}
        />
      )}
      {step?.show === "secret" && (
        <ConfirmForm
          secret={step.secret}
          address={step.address}
          onConfirmed={async (codes) => {
            setStep(codesStep(codes));
            await client.invalidateQueries(ownFactorsQuery);
            if (codes.length === 0) onSetUp();
          }}
          onCancel={close}
        />
      )}
      {step?.show === "codes" && (
        <RecoveryCodes
          codes={step.codes}
          onDone={() => {
            close();
            onSetUp();
          }}
        />
      )}
    </Card>
  );
}
