import { CopyButton } from "../../../parts/copy.tsx";
import styles from "../compose.module.css";
import own from "./gone-fields.module.css";

/** What a stored draft held for fields that the project no longer has, until it has been read. */
export function GoneFields({ gone, onRead }: { gone: Record<string, string>; onRead: () => void }) {
  const fields = Object.entries(gone);
  if (fields.length === 0) return null;
  return (
    <section className={own.gone} aria-label="Fields that are gone">
      <p>
        The project has changed since this was typed. {fields.length === 1 ? "This field is" : "These fields are"} gone,
        and what stood there is part of no task:
      </p>
      <dl>
        {fields.map(([field, text]) => (
          <div key={field}>
            <dt>{field}</dt>
            <dd>{text}</dd>
            <CopyButton value={text} label={`Copy ${field}`} iconOnly />
          </div>
        ))}
      </dl>
      <button type="button" className={styles.plain} onClick={onRead}>
        I no longer need this
      </button>
    </section>
  );
}
