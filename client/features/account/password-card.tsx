import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { typedPassword } from "../../../shared/api/people/typed-password.ts";
import { call, ProblemError } from "../../api.ts";
import { useWords } from "../../language.ts";
import { ProblemMessage } from "../../parts/problem.tsx";
import { ownSessionsQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Credential } from "../../ui/text/credential.tsx";
import { Field } from "../../ui/text/field.tsx";
import styles from "./account.module.css";
import { words } from "./words.ts";

/** The change of the password, which ends all other sessions. */
export function PasswordCard({ name }: { name: string }) {
  const w = useWords(words);
  const client = useQueryClient();
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const change = useMutation({
    mutationFn: () =>
      call("changePassword", { body: { current: typedPassword(current), password: typedPassword(password) } }),
    onSuccess: async () => {
      setCurrent("");
      setPassword("");
      await client.invalidateQueries(ownSessionsQuery);
    },
  });
  return (
    <Card title={w.password}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!change.isPending) change.mutate();
        }}
      >
        <input type="text" autoComplete="username" value={name} readOnly hidden />
        <Field id="current-password" label={w.current}>
          <Credential id="current-password" kind="current-password" value={current} onChange={setCurrent} />
        </Field>
        <Field id="new-password" label={w.newPassword} about={w.rule}>
          <Credential id="new-password" kind="new-password" value={password} onChange={setPassword} />
        </Field>
        {change.error instanceof ProblemError && <ProblemMessage problem={change.error.problem} />}
        <Button type="submit" aria-busy={change.isPending}>
          {w.change}
        </Button>
        <p role="status">{change.isSuccess && w.changed}</p>
      </form>
    </Card>
  );
}
