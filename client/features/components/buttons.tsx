import { IconCopy, IconPlus } from "@tabler/icons-react";
import { Button, type ButtonLook, buttonClass, IconButton } from "../../ui/button.tsx";
import styles from "./components.module.css";

const LOOKS: ButtonLook[] = ["plain", "primary", "quiet", "danger", "production"];

export function Buttons() {
  return (
    <section className={styles.section} aria-label="Buttons">
      <h2>Buttons</h2>
      {LOOKS.map((look) => (
        <div key={look} className={styles.row}>
          <Button look={look}>{look}</Button>
          <Button look={look} compact>
            {look}, compact
          </Button>
          <Button look={look} icon={<IconPlus size={16} aria-hidden />} keys="Ctrl+Enter">
            {look}, with icon and keys
          </Button>
          <Button look={look} disabled>
            {look}, disabled
          </Button>
          <IconButton look={look} label={`${look}: copy`}>
            <IconCopy size={18} aria-hidden />
          </IconButton>
        </div>
      ))}
      <div className={styles.row}>
        <a className={buttonClass({ look: "primary" })} href="#link">
          A link that looks like a button
        </a>
        <a href="#plain">A plain link</a>
      </div>
    </section>
  );
}
