import { IconChevronDown } from "@tabler/icons-react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import styles from "./search-box.module.css";

/** A choice. `group`: the heading above it, shown where it changes. */
export interface Choice {
  value: string;
  group: string;
  content: ReactNode;
}

interface SearchBoxProps {
  label: string;
  placeholder: string;
  /** What the box shows while nothing is being typed. */
  shown: string;
  /** What was typed, `null` while nothing is. The box is open while it is not `null`. */
  typed: string | null;
  onTyped: (typed: string | null) => void;
  choices: readonly Choice[];
  /** Whether the choices for what is typed are still to come. Enter waits for them. */
  pending: boolean;
  /** The value of the present choice. */
  chosen: string | null;
  onChoose: (value: string) => void;
  /** A line below the choices: loading, nothing found, an error. */
  note: ReactNode;
  /** In a dialog: the list does not overlap what follows, and the box has the focus from the start. */
  inline?: boolean;
  /** Whether it takes the focus when it comes onto the page. */
  focused?: boolean;
}

/** A text box with a list of matches (the combobox of the ARIA practices). Enter takes the first, or the marked one. */
export function SearchBox(props: SearchBoxProps) {
  const { label, typed, choices, onTyped } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  // By value: choices that come later must not change which one is marked.
  const [marked, setMarked] = useState<string | null>(null);
  const open = typed !== null;
  const active = Math.max(
    choices.findIndex(({ value }) => value === marked),
    Math.min(0, choices.length - 1),
  );
  const type = (text: string | null) => {
    setMarked(null);
    onTyped(text);
  };
  const choose = (choice: Choice) => {
    type(null);
    props.onChoose(choice.value);
  };
  const waits = useEnter({ typed, pending: props.pending, take: () => choices[active] && choose(choices[active]) });
  useEffect(() => {
    if (props.focused) input.current?.focus({ preventScroll: true });
  }, [props.focused]);
  const press = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (!open) return type("");
      setMarked(choices[(active + step + choices.length) % Math.max(choices.length, 1)]?.value ?? null);
    } else if (event.key === "Enter" && !isChord(event) && open) {
      event.preventDefault();
      if (marked !== null && choices[active]) choose(choices[active]);
      else waits.press();
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      type(null);
    }
  };
  return (
    <div className={styles.box}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.line}>
        <input
          ref={input}
          id={id}
          className={styles.input}
          type="text"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-activedescendant={open && active >= 0 ? `${id}-${active}` : undefined}
          aria-describedby={`${id}-note`}
          aria-busy={waits.waiting}
          autoComplete="off"
          spellCheck={false}
          data-search
          data-autofocus={props.inline || undefined}
          placeholder={props.placeholder}
          value={typed ?? props.shown}
          onFocus={(event) => event.currentTarget.select()}
          onClick={() => open || type("")}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={press}
          onBlur={() => open && type(null)}
        />
        <IconChevronDown className={styles.chevron} size={16} aria-hidden />
      </div>
      <div className={props.inline ? styles.inline : styles.dropdown} hidden={!open}>
        <div id={`${id}-list`} role="listbox" aria-label={`${label}: choices`} className={styles.list}>
          {open &&
            choices.map((choice, index) => (
              <Row
                key={`${choice.group} ${choice.value}`}
                id={`${id}-${index}`}
                choice={choice}
                headed={choice.group !== choices[index - 1]?.group}
                active={index === active}
                chosen={choice.value === props.chosen}
                onChoose={() => choose(choice)}
              />
            ))}
        </div>
        <p id={`${id}-note`} role="status" className={styles.note}>
          {open && props.note}
        </p>
      </div>
    </div>
  );
}

/**
 * Enter for what is typed: takes at once, or as soon as the choices for it have come. Other text, or closing the list,
 * takes it back.
 */
function useEnter({ typed, pending, take }: { typed: string | null; pending: boolean; take: () => void }) {
  const [entered, setEntered] = useState<string | null>(null);
  const waiting = entered !== null && entered === typed;
  const due = waiting && !pending;
  useEffect(() => {
    if (!due) return;
    setEntered(null);
    take();
  });
  return { waiting, press: () => setEntered(typed) };
}

/** Enter with a modifier is a shortcut of the page, and chooses nothing. */
const isChord = (event: React.KeyboardEvent): boolean =>
  event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;

interface RowProps {
  id: string;
  choice: Choice;
  headed: boolean;
  active: boolean;
  chosen: boolean;
  onChoose: () => void;
}

function Row({ id, choice, headed, active, chosen, onChoose }: RowProps) {
  return (
    <>
      {headed && choice.group !== "" && (
        <div role="presentation" className={styles.group}>
          {choice.group}
        </div>
      )}
      {/* The focus stays in the text box, whose aria-activedescendant names the row. */}
      <div
        id={id}
        ref={active ? keepInSight : undefined}
        role="option"
        tabIndex={-1}
        aria-selected={chosen}
        data-active={active || undefined}
        className={styles.option}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onChoose}
        onKeyDown={(event) => event.key === "Enter" && onChoose()}
      >
        {choice.content}
      </div>
    </>
  );
}

const keepInSight = (row: HTMLElement | null): void => row?.scrollIntoView({ block: "nearest" });
