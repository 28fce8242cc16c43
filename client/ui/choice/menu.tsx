import { IconCheck } from "@tabler/icons-react";
import { type ReactNode, type Ref, type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import styles from "./menu.module.css";

interface MenuItem {
  id: string;
  label: string;
  icon?: ReactNode;
  /** For one choice of several; absent for an action. */
  checked?: boolean;
  act: () => void;
}

export interface MenuGroup {
  label: string;
  /** Whether the label is shown even if there is no other group. */
  named?: true;
  items: readonly MenuItem[];
}

interface MenuProps {
  /** Gets what makes it the menu's button. */
  trigger: (button: MenuTrigger) => ReactNode;
  label: string;
  groups: readonly MenuGroup[];
}

interface MenuTrigger {
  ref: Ref<HTMLButtonElement>;
  onClick: () => void;
  onKeyDown: (event: React.KeyboardEvent) => void;
  "aria-haspopup": "menu";
  "aria-expanded": boolean;
  "aria-controls": string;
}

/** A button with a menu (the menu button of the ARIA practices): arrow keys move, Escape closes and gives the focus back. */
export function Menu({ trigger, label, groups }: MenuProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useCloseOutside(open, place, () => setOpen(false));
  return (
    <div ref={place} className={styles.place}>
      {trigger({
        ref: button,
        onClick: () => setOpen(!open),
        onKeyDown: (event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          setOpen(true);
        },
        "aria-haspopup": "menu",
        "aria-expanded": open,
        "aria-controls": id,
      })}
      {open && (
        <MenuList
          id={id}
          label={label}
          groups={groups}
          onClose={() => {
            setOpen(false);
            button.current?.focus();
          }}
        />
      )}
    </div>
  );
}

/** Closes the menu when something outside of it is pressed or gets the focus. */
function useCloseOutside(open: boolean, place: RefObject<HTMLElement | null>, close: () => void): void {
  useEffect(() => {
    if (!open) return;
    const look = ({ target }: Event) => {
      if (target instanceof Node && !place.current?.contains(target)) close();
    };
    const events = ["pointerdown", "focusin"];
    for (const event of events) document.addEventListener(event, look);
    return () => {
      for (const event of events) document.removeEventListener(event, look);
    };
  });
}

/** The least distance of a menu from the left edge of the window, in pixels. */
const EDGE = 8;

interface MenuListProps extends Omit<MenuProps, "trigger"> {
  id: string;
  onClose: () => void;
}

function MenuList({ id, label, groups, onClose }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { left } = list.current!.getBoundingClientRect();
    if (left < EDGE) list.current!.style.translate = `${EDGE - left}px`;
  }, []);
  useEffect(() => {
    const items = itemsOf(list.current);
    (items.find((item) => item.getAttribute("aria-checked") === "true") ?? items[0])?.focus();
  }, []);
  return (
    <div
      ref={list}
      id={id}
      role="menu"
      tabIndex={-1}
      aria-label={label}
      className={styles.menu}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          event.stopPropagation();
          return onClose();
        }
        const next = neighbour(itemsOf(list.current), event.key);
        if (next === undefined) return;
        event.preventDefault();
        next.focus();
      }}
    >
      {groups.map((group) => (
        <fieldset key={group.label} aria-label={group.label} className={styles.group}>
          {(groups.length > 1 || group.named) && (
            <div className={styles.heading} aria-hidden>
              {group.label}
            </div>
          )}
          {group.items.map((item) => (
            <Item key={item.id} item={item} onClose={onClose} />
          ))}
        </fieldset>
      ))}
    </div>
  );
}

function Item({ item: { label, icon, checked, act }, onClose }: { item: MenuItem; onClose: () => void }) {
  const role = checked === undefined ? { role: "menuitem" } : { role: "menuitemradio", "aria-checked": checked };
  return (
    <button
      type="button"
      {...role}
      tabIndex={-1}
      className={styles.item}
      onClick={() => {
        onClose();
        act();
      }}
    >
      <span className={styles.icon}>{checked ? <IconCheck size={16} aria-hidden /> : icon}</span>
      {label}
    </button>
  );
}

const itemsOf = (list: HTMLElement | null): HTMLElement[] =>
  Array.from(list?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? []);

/** The item to which a key moves the focus, from the one that has it: an arrow, Home, End, or the first letter of a label. */
function neighbour(items: readonly HTMLElement[], key: string): HTMLElement | undefined {
  const at = items.findIndex((item) => item.matches(":focus"));
  if (key === "ArrowDown") return items[(at + 1) % items.length];
  if (key === "ArrowUp") return items[(at - 1 + items.length) % items.length];
  if (key === "Home") return items[0];
  if (key === "End") return items.at(-1);
  const later = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return key.length === 1
    ? later.find((item) => item.textContent?.toLowerCase().startsWith(key.toLowerCase()))
    : undefined;
}
