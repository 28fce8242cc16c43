import { IconCheck, IconCopy, IconX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useWords } from "../language.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { copyText } from "./copy-text.ts";
import { words } from "./words.ts";

/** How long the outcome is shown, in milliseconds. */
const SHOWN = 2000;

/** A button that copies `value`. `label` is its name, and its text unless `iconOnly`. */
export function CopyButton({ value, label, iconOnly }: { value: string; label: string; iconOnly?: boolean }) {
  const [outcome, setOutcome] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), SHOWN);
    return () => clearTimeout(timer);
  }, [outcome]);
  const w = useWords(words);
  const Icon = outcome === "copied" ? IconCheck : outcome === "failed" ? IconX : IconCopy;
  const icon = <Icon size={16} aria-hidden />;
  const copy = async () => setOutcome((await copyText(value)) ? "copied" : "failed");
  return (
    <>
      {iconOnly ? (
        <IconButton compact label={label} onClick={copy}>
          {icon}
        </IconButton>
      ) : (
        <Button look="quiet" compact icon={icon} onClick={copy}>
          {label}
        </Button>
      )}
      <span role="status" className="unseen">
        {outcome === "copied" && w.copied}
        {outcome === "failed" && w.copyFailed}
      </span>
    </>
  );
}
