import { Kbd } from "@mantine/core";
import { Fragment, useState } from "react";
import "@mantine/core/styles/Kbd.css";
import { CONFIRM_KEYS } from "../../features/compose/form-keys.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { singleKeysOn, switchSingleKeys } from "./shortcuts.ts";
import styles from "./shortcuts-dialog.module.css";

const CTRL = /mac|iphone|ipad/i.test(navigator.userAgent) ? "⌘" : "Ctrl";

const ANYWHERE: [string[], string][] = [
  [["C"], "New task"],
  [["/"], "Search: the pool, or the submissions"],
  [["?"], "This list"],
  [[CTRL, "K"], "Go to a pool or page by its name"],
  [["Esc"], "Close what is open"],
];
const IN_THE_FORM: [string[], string][] = [
  [[CTRL, "Enter"], "Create the task"],
  [["Shift", "Enter"], "Create the task and go on with the next"],
  [[...CONFIRM_KEYS], "Confirm what is asked before a task is created"],
  [["Esc"], "Cancel what is asked before a task is created"],
  [["Alt", "P"], "Keep this field's value for the next task, or no longer"],
  [["Tab"], "The next field; leaves the JSON editor too"],
];

/** The list of keyboard shortcuts, and the switch for those of a single key. */
export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const [letters, setLetters] = useState(singleKeysOn);
  return (
    <Dialog onClose={onClose} title="Short cuts">
      <Keys title="Anywhere" keys={ANYWHERE} />
      <Keys title="In the form" keys={IN_THE_FORM} />
      <label className={styles.choice}>
        <input
          type="checkbox"
          checked={letters}
          onChange={(event) => {
            setLetters(event.currentTarget.checked);
            switchSingleKeys(event.currentTarget.checked);
          }}
        />
        Single keys (C, /, ?) are short cuts while nothing is being typed
      </label>
    </Dialog>
  );
}

function Keys({ title, keys }: { title: string; keys: [string[], string][] }) {
  return (
    <section>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.keys}>
        {keys.map(([combination, does]) => (
          <div key={does} className={styles.row}>
            <dt>
              {combination.map((key, index) => (
                <Fragment key={key}>
                  {index > 0 && " + "}
                  <Kbd>{key}</Kbd>
                </Fragment>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
