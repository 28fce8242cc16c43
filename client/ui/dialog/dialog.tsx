import { Modal } from "@mantine/core";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/Paper.css";
import "@mantine/core/styles/CloseButton.css";
import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/ScrollArea.css";
import { type ReactNode, useEffect } from "react";
import styles from "./dialog.module.css";

export interface DialogProps {
  title: string;
  onClose: () => void;
  /** `wide`: as the window, for what stands side by side. */
  size?: "md" | "lg" | "wide";
  /** Without a transition, for operators who continue to type. */
  instant?: boolean;
  children: ReactNode;
}

const WIDE = "min(96vw, 100rem)";

/** A modal dialog. The library's own header would be a second banner landmark. */
export function Dialog({ title, onClose, size = "md", instant = false, children }: DialogProps) {
  useFocusBack();
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={size === "wide" ? WIDE : size}
      returnFocus={false}
      {...(instant ? { transitionProps: { duration: 0 } } : {})}
    >
      <Modal.Overlay />
      <Modal.Content>
        <div className={styles.head}>
          <Modal.Title className={styles.title}>{title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/**
 * Gives the focus back when the dialog closes, unless it has moved elsewhere. The library does so only for dialogs that
 * are on the page before they open, and ours are loaded when they open.
 */
function useFocusBack(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      const now = document.activeElement;
      const free = now === null || now === document.body || now.closest('[role="dialog"]') !== null;
      if (free && before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
}
