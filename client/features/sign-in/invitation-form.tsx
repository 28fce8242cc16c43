import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { typedPassword } from "../../../shared/api/people/typed-password.ts";
import { call } from "../../api.ts";
import { useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { invitationQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { Credential } from "../../ui/text/credential.tsx";
import { Field } from "../../ui/text/field.tsx";
import { type Asked, CodeForm } from "./code-form.tsx";
import { Refusal } from "./refusal.tsx";
import styles from "./sign-in.module.css";
import { words } from "./words.ts";

/** Lets the invited person choose a password, then signs in. The link is used up only then. */
export function InvitationForm({ token }: { token: string }) {
  const w = useWords(words);
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [asked, setAsked] = useState<Asked | null>(null);
  const [differs, setDiffers] = useState(false);
  const invited = useQuery(invitationQuery(token));
  const accept = useMutation({
    mutationFn: () => call("acceptInvitation", { body: { token, password: typedPassword(password) } }),
    onSuccess: (answer) => {
      if ("second_factor" in answer) setAsked(answer.second_factor);
      else window.location.replace("/");
    },
  });
  if (asked !== null) return <CodeForm asked={asked} next="/" onBack={() => window.location.replace(links.signIn())} />;
  if (invited.error !== null) return <Refusal error={invited.error} />;
  if (invited.data === undefined) return <p aria-busy="true">{w.checking}</p>;
  const { name } = invited.data;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const same = typedPassword(password) === typedPassword(again);
        setDiffers(!same);
        if (same && !accept.isPending) accept.mutate();
      }}
    >
      <p>{w.welcome(name)}</p>
      {/* So that a password manager stores the name too. */}
      <input type="text" autoComplete="username" value={name} readOnly hidden />
      <Field id="password" label={w.newPassword} about={w.rule}>
        <Credential id="password" kind="new-password" value={password} onChange={setPassword} />
      </Field>
      <Field id="again" label={w.again} error={differs ? w.differs : undefined}>
        <Credential id="again" kind="new-password" value={again} onChange={setAgain} invalid={differs} />
      </Field>
      <Refusal error={accept.error} />
      <Button type="submit" look="primary" aria-busy={accept.isPending}>
        {w.choose}
      </Button>
    </form>
  );
}
