import { lazy, Suspense, useState } from "react";
import styles from "../compose.module.css";

const Payload = lazy(() => import("./payload.tsx"));

/** What will be sent, as JSON and as commands. Loaded when it is first opened. */
export function PayloadPanel({ operationId }: { operationId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.payload} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Payload · curl · toloka-kit · link</summary>
      {open && (
        <Suspense fallback={<p className={styles.quiet}>Loading…</p>}>
          <Payload operationId={operationId} />
        </Suspense>
      )}
    </details>
  );
}
