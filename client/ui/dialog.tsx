import { Modal } from "@mantine/core";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/Paper.css";
import "@mantine/core/styles/CloseButton.css";
import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/ScrollArea.css";
import type { ReactNode } from "react";
import styles from "./dialog.module.css";

export interface DialogProps {
  title: string;
  opened?: boolean;
  onClose: () => void;
  size?: "md" | "lg";
  children: ReactNode;
}

/** A dialog with its title and a way to close it. The library's own head would be a second banner of the page. */
export function Dialog({ title, opened = true, onClose, size = "md", children }: DialogProps) {
  return (
    <Modal.Root opened={opened} onClose={onClose} size={size}>
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
