import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog/dialog.tsx";
import { Buttons } from "./buttons.tsx";
import { Choices } from "./choices.tsx";
import styles from "./components.module.css";
import { Inputs } from "./inputs.tsx";
import { Surfaces } from "./surfaces.tsx";

/** Every component of `client/ui`, for the eye and for the tests. */
export function ComponentsPage() {
  const [open, setOpen] = useState(false);
  return (
    <main className={styles.page}>
      <h1 className={styles.title} data-accent>
        Components
      </h1>
      <Buttons />
      <Choices />
      <Inputs />
      <Surfaces />
      <section className={styles.section} aria-label="Dialog">
        <h2>Dialog</h2>
        <div className={styles.row}>
          <Button onClick={() => setOpen(true)}>Open dialog</Button>
        </div>
        {open && (
          <Dialog title="A dialog" onClose={() => setOpen(false)} instant>
            <p>Its content, with a button.</p>
            <Button look="primary">Confirm</Button>
          </Dialog>
        )}
      </section>
    </main>
  );
}
