import { useState } from "react";
import { LANGUAGES } from "../../../shared/language.ts";
import { chooseLanguage, languageNames, useLanguage, useWords } from "../../language.ts";
import { useSession } from "../../parts/session.tsx";
import { singleKeysOn, switchSingleKeys } from "../../parts/single-keys.ts";
import { chooseUndoSeconds, UNDO_CHOICES, undoSeconds } from "../../parts/submission/undo-seconds.ts";
import { Card } from "../../ui/card.tsx";
import { Segmented } from "../../ui/choice/segmented.tsx";
import styles from "./connection-page.module.css";
import { words } from "./words.ts";

/** What this person chooses for this device. */
export function DeviceSettings() {
  const w = useWords(words);
  const language = useLanguage();
  const session = useSession();
  return (
    <Card title={w.device}>
      <div className={styles.setting}>
        <p className={styles.name}>{w.language}</p>
        <Segmented
          label={w.language}
          options={LANGUAGES.map((value) => ({ value, label: languageNames[value] }))}
          value={language}
          onChange={chooseLanguage}
        />
      </div>
      <div className={styles.setting}>
        <p className={styles.name}>{w.undo}</p>
        <p className={styles.about}>{w.undoAbout}</p>
        {session && <UndoChoice production={session.toloka.environment === "production"} />}
      </div>
      <p className={styles.name}>{w.keys}</p>
      <SingleKeys />
    </Card>
  );
}

function SingleKeys() {
  const w = useWords(words);
  const [on, setOn] = useState(singleKeysOn);
  return (
    <label className={styles.choice}>
      <input
        type="checkbox"
        checked={on}
        onChange={({ currentTarget: { checked } }) => {
          setOn(checked);
          switchSingleKeys(checked);
        }}
      />
      {w.singleKeys}
    </label>
  );
}

function UndoChoice({ production }: { production: boolean }) {
  const w = useWords(words);
  const [chosen, setChosen] = useState(() => undoSeconds(production));
  return (
    <Segmented
      label={w.undo}
      options={UNDO_CHOICES.map((seconds) => ({ value: String(seconds), label: w.undoSeconds(seconds) }))}
      value={String(chosen)}
      onChange={(value) => {
        const seconds = UNDO_CHOICES.find((choice) => String(choice) === value) ?? 0;
        setChosen(seconds);
        chooseUndoSeconds(seconds);
      }}
    />
  );
}
