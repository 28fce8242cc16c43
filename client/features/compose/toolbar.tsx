import { lazy, Suspense, useState } from "react";
import { DialogLoading } from "../../ui/dialog-loading.tsx";
import styles from "./compose.module.css";
import own from "./toolbar.module.css";
import type { Notice } from "./use-composer.ts";

const PasteDialog = lazy(() => import("./fill/paste-dialog.tsx"));
const TemplatesDialog = lazy(() => import("./fill/templates-dialog.tsx"));

export type View = "form" | "json";

/** The choice between the two views of the task, and the ways to fill it from elsewhere. */
export function Toolbar({ view, onView }: { view: View; onView: (view: View) => void }) {
  const [open, setOpen] = useState<"paste" | "templates" | null>(null);
  const close = () => setOpen(null);
  const views: [View, string][] = [
    ["form", "Form"],
    ["json", "JSON"],
  ];
  return (
    <div className={own.toolbar}>
      <fieldset className={own.views} aria-label="View">
        {views.map(([one, name]) => (
          <button
            key={one}
            type="button"
            className={styles.plain}
            aria-pressed={view === one}
            onClick={() => onView(one)}
          >
            {name}
          </button>
        ))}
      </fieldset>
      <button type="button" className={styles.plain} onClick={() => setOpen("paste")}>
        Paste a task
      </button>
      <button type="button" className={styles.plain} onClick={() => setOpen("templates")}>
        Templates
      </button>
      <Suspense fallback={<DialogLoading />}>
        {open === "paste" && <PasteDialog onClose={close} />}
        {open === "templates" && <TemplatesDialog onClose={close} />}
      </Suspense>
    </div>
  );
}

/** What happened to the form as a whole, with "Undo" where possible. */
export function NoticeLine({ notice, onClose }: { notice: Notice | null; onClose: () => void }) {
  return (
    <div className={own.notice} role="status">
      {notice !== null && (
        <p>
          {notice.said}{" "}
          {notice.undo && (
            <button type="button" className={styles.plain} onClick={notice.undo}>
              Bring back what was here
            </button>
          )}{" "}
          <button type="button" className={styles.plain} onClick={onClose}>
            OK<span className={styles.unseen}>, close this notice</span>
          </button>
        </p>
      )}
    </div>
  );
}
