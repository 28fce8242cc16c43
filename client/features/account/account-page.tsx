import { useQuery } from "@tanstack/react-query";
import { useWords } from "../../language.ts";
import { useSession } from "../../parts/session.tsx";
import { ownFactorsQuery } from "../../queries.ts";
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
  return (
    <div className={styles.page}>
      <h1>{w.title}</h1>
      {session?.sign_in === false && <p>{w.off}</p>}
      <LimitsCard />
      {session?.sign_in && (
        <>
          <SessionsCard />
          <OwnFactors name={session.operator} />
          <KeysCard role={session.role} />
        </>
      )}
    </div>
  );
}

/** The password of who has one, and the second factor of whom the provider does not ask for one. */
function OwnFactors({ name }: { name: string }) {
  const { data } = useQuery(ownFactorsQuery);
  if (data === undefined || data.by_provider) return null;
  return (
    <>
      {data.password && <PasswordCard name={name} />}
      <FactorCard />
      <PasskeysCard />
    </>
  );
}
