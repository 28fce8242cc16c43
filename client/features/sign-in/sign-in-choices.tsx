import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { problemCodes, sentenceFor } from "../../../shared/api/problem.ts";
import { useLanguage, useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { passkeysPossible } from "../../parts/people/passkey.ts";
import { signInMethodsQuery } from "../../queries.ts";
import { buttonClass } from "../../ui/button.tsx";
import { Strip } from "../../ui/strip.tsx";
import { askedIn, leftProvider, nextOf, problemIn } from "./addresses.ts";
import { type Asked, CodeForm } from "./code-form.tsx";
import { PasskeyButton } from "./passkey-button.tsx";
import { Refusal } from "./refusal.tsx";
import styles from "./sign-in.module.css";
import { SignInForm } from "./sign-in-form.tsx";
import { words } from "./words.ts";

/** The ways to sign in that the server offers, and what went wrong at the provider. */
export function SignInChoices() {
  const w = useWords(words);
  const language = useLanguage();
  const { data, error } = useQuery(signInMethodsQuery);
  const { href } = window.location;
  const [asked, setAsked] = useState<Asked | null>(() => askedIn(href));
  const code = problemCodes.find((known) => known === problemIn(href));
  if (asked !== null) return <CodeForm asked={asked} next={nextOf(href)} onBack={() => setAsked(null)} />;
  return (
    <div className={styles.form}>
      {code !== undefined && (
        <Strip tone="bad" role="alert">
          {sentenceFor(code, null, language)}
        </Strip>
      )}
      {data?.oidc && leftProvider(href) && (
        <Strip tone="good">
          {w.signedOut} <a href={links.leaveProvider()}>{w.leaveProvider}</a>
        </Strip>
      )}
      <Refusal error={error} />
      {data?.password && <SignInForm onAsked={setAsked} />}
      {data?.password && (data.oidc || passkeysPossible()) && <p className={styles.or}>{w.or}</p>}
      {data?.password && <PasskeyButton next={nextOf(href)} />}
      {data?.oidc && (
        // A link, not a form: the policy of forms would stop the provider's answer.
        <a
          className={buttonClass({ look: data.password ? "plain" : "primary" })}
          href={links.startSignIn(nextOf(href))}
        >
          {w.singleSignOn}
        </a>
      )}
      {data?.password && <p className={styles.hint}>{w.forgotten}</p>}
    </div>
  );
}
