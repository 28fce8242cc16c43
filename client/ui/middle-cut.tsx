import styles from "./middle-cut.module.css";

/** How much of the end always stays, in characters: `…7-final.jpg`. */
const END = 10;

/** A name on one line, cut in its middle where it does not fit. Screen readers get it whole. */
export function MiddleCut({ text }: { text: string }) {
  const letters = Array.from(text);
  const end = letters.length > 2 * END ? letters.slice(-END).join("") : "";
  return (
    <span className={styles.whole} title={text}>
      <span className="unseen">{text}</span>
      <span className={styles.start} aria-hidden>
        {letters.slice(0, letters.length - (end === "" ? 0 : END)).join("")}
      </span>
      {end !== "" && (
        <span className={styles.end} aria-hidden>
          {end}
        </span>
      )}
    </span>
  );
}
