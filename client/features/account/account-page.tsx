import { useQuery } from "@tanstack/react-query";
import { useWords } from "../../language.ts";
import { useSession } from "../../parts/session.tsx";
import { ownFactorsQuery, signInMethodsQuery } from "../../queries.ts";
import styles from "./account.module.css";
import { FactorCard } from "./factor/factor-card.tsx";
import { PasskeysCard } from "./factor/passkeys-card.tsx";
import { KeysCard } from "./keys-card.tsx";
import { LimitsCard } from "./limits-card.tsx";
import { PasswordCard } from "./password-card.tsx";
import { SessionsCard } from "./sessions-card.tsx";
import { words } from "./words.ts";

/** The person's own password, second factor, passkeys, sessions and API keys. */
export default function AccountPage() {
  const w = useWords(words);
  const session = useSession();
  const { data: methods } = useQuery(signInMethodsQuery);
  return (
    <div className={styles.page}>
      <h1>{w.title}</h1>
      {session?.sign_in === false && <p>{w.off}</p>}
      <LimitsCard />
      {session?.sign_in && (
        <>
          <SessionsCard />
          {methods?.password && <WithPassword name={session.operator} />}
          <KeysCard role={session.role} />
        </>
      )}
    </div>
  );
}

/** What is for people with a password. Others sign in through a provider, which looks after it. */
function WithPassword({ name }: { name: string }) {
  const { data } = useQuery(ownFactorsQuery);
  if (!data?.password) return null;
  return (
    <>
      <PasswordCard name={name} />
      <FactorCard />
      <PasskeysCard />
    </>
  );
}
