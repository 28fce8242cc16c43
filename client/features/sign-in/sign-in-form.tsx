import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { call } from "../../api.ts";
import { useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { Credential } from "../../ui/text/credential.tsx";
import { Field } from "../../ui/text/field.tsx";
import { nextOf } from "./addresses.ts";
import { Refusal } from "./refusal.tsx";
import styles from "./sign-in.module.css";
import { words } from "./words.ts";

/** Name and password. What was typed stays when it is refused. */
export function SignInForm() {
  const w = useWords(words);
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  useEffect(() => document.getElementById("name")?.focus(), []);
  const signIn = useMutation({
    mutationFn: () => call("signIn", { body: { name, password } }),
    onSuccess: () => window.location.replace(nextOf(window.location.href)),
  });
  return (
    <form
      className={styles.form}
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
      <p className={styles.hint}>{w.forgotten}</p>
    </form>
  );
}
