import { IconChevronDown } from "@tabler/icons-react";
import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from "react";
import { Button } from "../button.tsx";
import styles from "./popover.module.css";

interface PopoverProps {
  /** The button's words, and the name of what it opens. */
  label: string;
  icon: ReactNode;
  button: RefObject<HTMLButtonElement | null>;
  children: (close: () => void) => ReactNode;
}

/** A button that opens a box with controls below it. Escape and a press elsewhere close it. */
export function Popover({ label, icon, button, children }: PopoverProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div className={styles.place}>
      <Button
        ref={button}
        icon={icon}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {label}
        <IconChevronDown size={14} aria-hidden />
      </Button>
      {open && (
        <Box id={id} label={label} onEscape={close} onLeave={(to) => to === button.current || setOpen(false)}>
          {children(close)}
        </Box>
      )}
    </div>
  );
}

function Box(props: {
  id: string;
  label: string;
  onEscape: () => void;
  onLeave: (to: EventTarget | null) => void;
  children: ReactNode;
}) {
  const { id, label, onEscape, onLeave, children } = props;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => (box.current?.querySelector<HTMLElement>("input, button") ?? box.current)?.focus(), []);
  return (
    <div
      ref={box}
      id={id}
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      className={styles.box}
      onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || onLeave(event.relatedTarget)}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onEscape();
      }}
    >
      {children}
    </div>
  );
}
