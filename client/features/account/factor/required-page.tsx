import { useMutation } from "@tanstack/react-query";
import { useWords } from "../../../language.ts";
import { signOut } from "../../../parts/people/sign-out.ts";
import { Button } from "../../../ui/button.tsx";
import styles from "./factor.module.css";
import { FactorCard } from "./factor-card.tsx";
import { PasskeysCard } from "./passkeys-card.tsx";
import { words } from "./words.ts";

/** All that somebody sees who has to set up a second factor first. The page is then opened as it was asked for. */
export default function RequiredPage({ name }: { name: string }) {
  const w = useWords(words);
  const leave = useMutation({ mutationFn: signOut });
  const open = () => window.location.reload();
  return (
    <main className={styles.required}>
      <div className={styles.requiredHead}>
        <h1>{w.required}</h1>
        <Button onClick={() => leave.mutate()}>{w.signOut}</Button>
      </div>
      <p>{w.requiredAbout(name)}</p>
      <FactorCard onSetUp={open} />
      <PasskeysCard onAdded={open} />
    </main>
  );
}
