import { IconBookmark, IconTrash } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useWords } from "../../../language.ts";
import { useSession } from "../../../parts/session.tsx";
import { Button, IconButton } from "../../../ui/button.tsx";
import { Popover } from "../../../ui/choice/popover.tsx";
import { words } from "../words.ts";
import styles from "./filter-bar.module.css";
import { deleteView, savedViews, saveView } from "./views.ts";

/** The saved views: to apply, to delete, and to save the present filters as one. `query`: the present filters. */
export function ViewsMenu({ query, onApply }: { query: string; onApply: (query: string) => void }) {
  const w = useWords(words).filters;
  const button = useRef<HTMLButtonElement>(null);
  // Before the session is known, the views cannot be read.
  const known = useSession() !== undefined;
  return (
    <Popover label={w.views} icon={<IconBookmark size={16} aria-hidden />} button={button}>
      {(close) =>
        known && (
          <Views
            query={query}
            onApply={(chosen) => {
              onApply(chosen);
              close();
            }}
          />
        )
      }
    </Popover>
  );
}

function Views({ query, onApply }: { query: string; onApply: (query: string) => void }) {
  const w = useWords(words).filters;
  const [views, setViews] = useState(() => savedViews());
  const [name, setName] = useState("");
  const box = useRef<HTMLInputElement>(null);
  return (
    <>
      {views.length === 0 ? (
        <p className={styles.hint}>{w.noViews}</p>
      ) : (
        <ul className={styles.views} aria-label={w.views}>
          {views.map((view) => (
            <li key={view.name}>
              <Button look="quiet" className={styles.view} onClick={() => onApply(view.query)}>
                {view.name}
              </Button>
              <IconButton
                label={w.deleteView(view.name)}
                onClick={() => {
                  setViews(deleteView(view.name));
                  box.current?.focus();
                }}
              >
                <IconTrash size={16} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <form
        className={styles.saving}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === "") return;
          setViews(saveView({ name: name.trim(), query }));
          setName("");
        }}
      >
        <input
          ref={box}
          className={styles.name}
          value={name}
          placeholder={w.viewName}
          aria-label={w.viewName}
          maxLength={60}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" disabled={name.trim() === ""}>
          {w.save}
        </Button>
      </form>
    </>
  );
}
