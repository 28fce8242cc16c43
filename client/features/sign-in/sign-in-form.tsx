import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { typedPassword } from "../../../shared/api/people/typed-password.ts";
import { call } from "../../api.ts";
import { useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { Credential } from "../../ui/text/credential.tsx";
import { Field } from "../../ui/text/field.tsx";
import { nextOf } from "./addresses.ts";
import type { Asked } from "./code-form.tsx";
import { Refusal } from "./refusal.tsx";
import styles from "./sign-in.module.css";
import { words } from "./words.ts";

/** Name and password. What was typed stays when it is refused. `onAsked`: a second factor has to follow. */
export function SignInForm({ onAsked }: { onAsked: (asked: Asked) => void }) {
  const w = useWords(words);
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  useEffect(() => document.getElementById("name")?.focus(), []);
  const signIn = useMutation({
    mutationFn: () => call("signIn", { body: { name, password: typedPassword(password) } }),
    onSuccess: (answer) => {
      if ("second_factor" in answer) onAsked(answer.second_factor);
      else window.location.replace(nextOf(window.location.href));
    },
  });
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        if (!signIn.isPending) signIn.mutate();
      }}
    >
      <Field id="name" label={w.name}>
        <Credential id="name" kind="username" value={name} onChange={setName} />
      </Field>
      <Field id="password" label={w.password}>
        <Credential id="password" kind="current-password" value={password} onChange={setPassword} />
      </Field>
      <Refusal error={signIn.error} />
      <Button type="submit" look="primary" aria-busy={signIn.isPending}>
        {w.signIn}
      </Button>
    </form>
  );
}
