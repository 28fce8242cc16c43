import { useMutation } from "@tanstack/react-query";
import { useWords } from "../../language.ts";
import { NoPasskeyError, passkeysPossible, signInByPasskey } from "../../parts/people/passkey.ts";
import { Button, type ButtonLook } from "../../ui/button.tsx";
import { Strip } from "../../ui/strip.tsx";
import { Refusal } from "./refusal.tsx";
import { words } from "./words.ts";

/** Signs in with a passkey, where the browser has them for this address. `next`: where to go then. */
export function PasskeyButton({ look = "plain", next }: { look?: ButtonLook; next: string }) {
  const w = useWords(words);
  const signIn = useMutation({
    mutationFn: signInByPasskey,
    onSuccess: () => window.location.replace(next),
  });
  if (!passkeysPossible()) return null;
  return (
    <>
      <Button look={look} aria-busy={signIn.isPending} onClick={() => signIn.isPending || signIn.mutate()}>
        {w.passkey}
      </Button>
      {signIn.error instanceof NoPasskeyError && (
        <Strip tone="bad" role="alert">
          {w.noPasskey}
        </Strip>
      )}
      <Refusal error={signIn.error} />
    </>
  );
}
