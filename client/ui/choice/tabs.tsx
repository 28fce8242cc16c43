import { type ReactNode, useId } from "react";
import styles from "./tabs.module.css";

interface TabsProps<Name extends string> {
  /** The name of the list of tabs. */
  label: string;
  tabs: readonly { name: Name; label: string; count?: string }[];
  chosen: Name;
  onChoose: (name: Name) => void;
  /** A tab is likely to be chosen next: the pointer is on it, or the keyboard on the tabs. */
  onNear?: (name: Name) => void;
  /** The content of the chosen tab. */
  children: ReactNode;
}

/** Tabs of the ARIA practices: one stop of the Tab key, arrow keys choose. */
export function Tabs<Name extends string>({ label, tabs, chosen, onChoose, onNear, children }: TabsProps<Name>) {
  const id = useId();
  const press = (event: React.KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = tabs.findIndex(({ name }) => name === chosen);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (next === undefined) return;
    onChoose(next.name);
    document.getElementById(`${id}-${next.name}`)?.focus();
  };
  return (
    <>
      <div role="tablist" aria-label={label} className={styles.tabs}>
        {tabs.map((tab) => (
          <button
            key={tab.name}
            type="button"
            role="tab"
            id={`${id}-${tab.name}`}
            className={styles.tab}
            aria-selected={tab.name === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={tab.name === chosen ? 0 : -1}
            onClick={() => onChoose(tab.name)}
            onKeyDown={press}
            onPointerEnter={() => onNear?.(tab.name)}
            onFocus={({ target }) => {
              if (target.matches(":focus-visible")) for (const { name } of tabs) onNear?.(name);
            }}
          >
            {tab.label}
            {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`} className={styles.panel}>
        {children}
      </div>
    </>
  );
}
