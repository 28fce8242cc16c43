import { useEffect, useRef } from "react";
import type { InvitationLink } from "../../../shared/api/people/people-routes.ts";
import { useWords } from "../../language.ts";
import { CopyButton } from "../../parts/copy.tsx";
import { Button } from "../../ui/button.tsx";
import { Strip } from "../../ui/strip.tsx";
import styles from "./people.module.css";
import { words } from "./words.ts";

/** The link of an invitation, which cannot be shown again. */
export function LinkShown({ link, onDone }: { link: InvitationLink; onDone: () => void }) {
  const w = useWords(words);
  const address = new URL(link.path, window.location.origin).href;
  const box = useRef<HTMLDivElement>(null);
  // What had the focus is gone.
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1}>
      <Strip tone="good" role="group" label={w.link(link.name)} actions={<Button onClick={onDone}>{w.done}</Button>}>
        <strong>{w.link(link.name)}</strong>. {w.linkAbout}
        <code className={styles.link}>{address}</code>
        <CopyButton value={address} label={w.copyLink} />
      </Strip>
    </div>
  );
}
