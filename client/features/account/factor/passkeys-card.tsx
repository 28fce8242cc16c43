import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { PasskeyRow } from "../../../../shared/api/people/factor-routes.ts";
import { call } from "../../../api.ts";
import { useWords } from "../../../language.ts";
import { dateAndTime } from "../../../parts/clock.ts";
import { Ago } from "../../../parts/moment.tsx";
import { addPasskey, passkeysPossible } from "../../../parts/people/passkey.ts";
import { ownFactorsQuery } from "../../../queries.ts";
import { Button } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { Field, Line } from "../../../ui/text/field.tsx";
import styles from "./factor.module.css";
import { PasswordForm } from "./password-form.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { words } from "./words.ts";

/** The person's passkeys. `onAdded`: one was added, and the recovery codes were stored. */
export function PasskeysCard({ onAdded = () => {} }: { onAdded?: () => void }) {
  const w = useWords(words);
  const client = useQueryClient();
  const { data } = useQuery(ownFactorsQuery);
  const [name, setName] = useState("");
  const [asking, setAsking] = useState(false);
  const [codes, setCodes] = useState<string[]>([]);
  const add = useMutation({
    mutationFn: (password: string) => addPasskey(name.trim(), password),
    onSuccess: async (made) => {
      setAsking(false);
      setName("");
      setCodes(made);
      await client.invalidateQueries(ownFactorsQuery);
      if (made.length === 0) onAdded();
    },
  });
  return (
    <Card title={w.passkeys}>
      <p className={styles.about}>{w.passkeysAbout}</p>
      <ul className={styles.rows}>
        {data?.passkeys.map((passkey) => (
          <Row key={passkey.id} passkey={passkey} />
        ))}
      </ul>
      {codes.length > 0 && (
        <RecoveryCodes
          codes={codes}
          onDone={() => {
            setCodes([]);
            onAdded();
          }}
        />
      )}
      {!passkeysPossible() && <p>{w.passkeysImpossible}</p>}
      {passkeysPossible() && !asking && (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            add.reset();
            if (name.trim() !== "") setAsking(true);
          }}
        >
          <Field id="passkey-name" label={w.passkeyName} about={w.passkeyNameAbout}>
            <Line id="passkey-name" value={name} onChange={setName} required />
          </Field>
          <div className={styles.actions}>
            <Button type="submit">{w.addPasskey}</Button>
          </div>
        </form>
      )}
      {asking && (
        <PasswordForm
          about={w.beforePasskey(name.trim())}
          yes={w.addPasskey}
          busy={add.isPending}
          error={add.error}
          onPassword={(password) => add.mutate(password)}
          onCancel={() => setAsking(false)}
        />
      )}
    </Card>
  );
}

function Row({ passkey: { id, name, created_at, last_used } }: { passkey: PasskeyRow }) {
  const w = useWords(words);
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: (password: string) => call("removePasskey", { params: { id }, body: { password } }),
    onSuccess: () => client.invalidateQueries(ownFactorsQuery),
  });
  return (
    <li className={styles.row}>
      <div>
        <div className={styles.name}>{name}</div>
        <div className={styles.about}>
          {w.added} {dateAndTime(created_at)} · {w.lastUsed} {last_used === null ? w.never : <Ago at={last_used} />}
        </div>
      </div>
      {asking ? (
        <PasswordForm
          about={w.beforeRemoving(name)}
          yes={w.remove}
          danger
          busy={remove.isPending}
          error={remove.error}
          onPassword={(password) => remove.mutate(password)}
          onCancel={() => setAsking(false)}
        />
      ) : (
        <Button compact aria-label={w.removeNamed(name)} onClick={() => setAsking(true)}>
          {w.remove}
        </Button>
      )}
    </li>
  );
}
