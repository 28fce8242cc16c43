import { Kbd } from "@mantine/core";
import { Fragment, useState } from "react";
import "@mantine/core/styles/Kbd.css";
import { CONFIRM_KEYS, UNDO_KEYS } from "../../features/compose/form-keys.ts";
import { useWords } from "../../language.ts";
import { singleKeysOn, switchSingleKeys } from "../../parts/single-keys.ts";
import { Dialog } from "../../ui/dialog/dialog.tsx";
import { words } from "../words.ts";
import styles from "./shortcuts-dialog.module.css";

const CTRL = /mac|iphone|ipad/i.test(navigator.userAgent) ? "⌘" : "Ctrl";

/** The list of keyboard shortcuts, and the switch for those of a single key. */
export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { shortcuts: w } = useWords(words);
  const [letters, setLetters] = useState(singleKeysOn);
  return (
    <Dialog onClose={onClose} title={w.title}>
      <Keys
        title={w.anywhere}
        keys={[
          [["C"], w.newTask],
          [["/"], w.search],
          [["?"], w.help],
          [[CTRL, "K"], w.palette],
          [["Esc"], w.close],
        ]}
      />
      <Keys
        title={w.form}
        keys={[
          [[CTRL, "Enter"], w.create],
          [["Shift", "Enter"], w.createAndNext],
          [[...CONFIRM_KEYS], w.confirm],
          [["Esc"], w.cancel],
          [[...UNDO_KEYS], w.undo],
          [["Alt", "P"], w.pin],
          [["Tab"], w.tab],
        ]}
      />
      <Keys
        title={w.submissions}
        keys={[
          [["J"], w.nextRow],
          [["K"], w.previousRow],
          [["Enter"], w.openRow],
          [["X"], w.selectRow],
        ]}
      />
      <label className={styles.choice}>
        <input
          type="checkbox"
          checked={letters}
          onChange={(event) => {
            setLetters(event.currentTarget.checked);
            switchSingleKeys(event.currentTarget.checked);
          }}
        />
        {w.single}
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
