import { useEffect } from "react";
import { LANGUAGES } from "../../../shared/language.ts";
import { chooseLanguage, languageNames, useLanguage, useWords } from "../../language.ts";
import { Segmented } from "../../ui/choice/segmented.tsx";
import { invitationIn } from "./addresses.ts";
import { InvitationForm } from "./invitation-form.tsx";
import styles from "./sign-in.module.css";
import { SignInChoices } from "./sign-in-choices.tsx";
import { words } from "./words.ts";

/** Asks for name and password, or takes an invitation. */
export function SignInPage() {
  const w = useWords(words);
  const language = useLanguage();
  const token = invitationIn(window.location.href);
  const title = token === null ? w.title : w.invitation;
  useEffect(() => {
    document.title = `${title} · Task Desk`;
    document.documentElement.lang = language;
  }, [title, language]);
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <p className={styles.brand}>Task Desk</p>
        <h1>{title}</h1>
        {token === null ? <SignInChoices /> : <InvitationForm token={token} />}
      </div>
      <Segmented
        label={w.language}
        options={LANGUAGES.map((value) => ({ value, label: languageNames[value] }))}
        value={language}
        onChange={chooseLanguage}
      />
    </main>
  );
}
