import { IconAlertTriangle } from "@tabler/icons-react";
import { useWords } from "../../../language.ts";
import { CopyButton } from "../../../parts/copy.tsx";
import { Button } from "../../../ui/button.tsx";
import { Strip } from "../../../ui/strip.tsx";
import own from "./gone-fields.module.css";
import { words } from "./words.ts";

/** What a stored draft held for fields that the project no longer has, until it has been read. */
export function GoneFields({ gone, onRead }: { gone: Record<string, string>; onRead: () => void }) {
  const w = useWords(words);
  const fields = Object.entries(gone);
  if (fields.length === 0) return null;
  return (
    <section aria-label={w.gone}>
      <Strip
        tone="warning"
        icon={<IconAlertTriangle size={18} aria-hidden />}
        actions={
          <Button compact onClick={onRead}>
            {w.dismiss}
          </Button>
        }
      >
        {w.goneAbout(fields.length)}
        <dl className={own.fields}>
          {fields.map(([field, text]) => (
            <div key={field}>
              <dt>{field}</dt>
              <dd>{text}</dd>
              <CopyButton value={text} label={w.copy(field)} iconOnly />
            </div>
          ))}
        </dl>
      </Strip>
    </section>
  );
}
