import { IconBookmarks, IconClipboardText, IconInfoCircle, IconTable } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { Link } from "wouter";
import { useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Segmented } from "../../ui/choice/segmented.tsx";
import { DialogLoading } from "../../ui/dialog/dialog-loading.tsx";
import { Strip } from "../../ui/strip.tsx";
import { useComposer } from "./composer-context.ts";
import { words as fillWords } from "./fill/words.ts";
import own from "./toolbar.module.css";
import type { Notice } from "./use-composer.ts";
import { words } from "./words.ts";

const PasteDialog = lazy(() => import("./fill/paste/paste-dialog.tsx"));
const TemplatesDialog = lazy(() => import("./fill/templates-dialog.tsx"));

export type View = "form" | "json";

/** The choice between the two views of the task, and the ways to fill it from elsewhere. */
export function Toolbar({ view, onView }: { view: View; onView: (view: View) => void }) {
  const w = useWords(words).toolbar;
  const fill = useWords(fillWords);
  const { pool } = useComposer();
  const [open, setOpen] = useState<"paste" | "templates" | null>(null);
  const close = () => setOpen(null);
  return (
    <div className={own.toolbar}>
      <Segmented
        label={w.view}
        options={[
          { value: "form", label: w.form },
          { value: "json", label: w.json },
        ]}
        value={view}
        onChange={onView}
      />
      <div className={own.fill}>
        <Button
          compact
          look="quiet"
          icon={<IconClipboardText size={16} aria-hidden />}
          onClick={() => setOpen("paste")}
        >
          {w.paste}
        </Button>
        <Link className={buttonClass({ look: "quiet", compact: true })} href={links.importInto(pool.id)}>
          <IconTable size={16} aria-hidden />
          {fill.several.link}
        </Link>
        <Button
          compact
          look="quiet"
          icon={<IconBookmarks size={16} aria-hidden />}
          onClick={() => setOpen("templates")}
        >
          {w.templates}
        </Button>
      </div>
      <Suspense fallback={<DialogLoading />}>
        {open === "paste" && <PasteDialog onClose={close} />}
        {open === "templates" && <TemplatesDialog onClose={close} />}
      </Suspense>
    </div>
  );
}

/** What happened to the form as a whole, with "Undo" where possible. */
export function NoticeLine({ notice, onClose }: { notice: Notice | null; onClose: () => void }) {
  const w = useWords(words).toolbar;
  return (
    <div className={own.notice} role="status">
      {notice !== null && (
        <Strip
          tone="accent"
          icon={<IconInfoCircle size={18} aria-hidden />}
          actions={
            <>
              {notice.undo && (
                <Button compact onClick={notice.undo}>
                  {w.undo}
                </Button>
              )}
              <Button compact look="quiet" onClick={onClose}>
                {w.dismiss}
              </Button>
            </>
          }
        >
          {notice.said}
        </Strip>
      )}
    </div>
  );
}
