import { GrowingText, Line } from "../../ui/field.tsx";
import { type ControlProps, lineOf } from "./control-props.ts";
import styles from "./controls.module.css";
import { coordinatesIn, lookUpLink } from "./map-links.ts";

/** Longer texts than this want room from the start. */
const ONE_LINE_LENGTH = 255;

/** `string`: grows with its text; Enter makes a new line where the field is meant for long text. */
export function StringControl(props: ControlProps) {
  const most = props.spec.max_length;
  return <GrowingText {...lineOf(props)} oneLine={most != null && Number(most) <= ONE_LINE_LENGTH} />;
}

/** Surrounding spaces mean nothing in an address or a number: they go when the input is left. */
const trimmed = (props: ControlProps) => ({
  ...lineOf(props),
  onBlur: () => {
    if (props.text !== props.text.trim()) props.onChange(props.text.trim());
    props.onBlur();
  },
});

export const UrlControl = (props: ControlProps) => <Line {...trimmed(props)} inputMode="url" placeholder="https://…" />;
export const IntegerControl = (props: ControlProps) => <Line {...trimmed(props)} inputMode="numeric" />;
export const FloatControl = (props: ControlProps) => <Line {...trimmed(props)} inputMode="decimal" />;
/** Files are uploaded in Toloka; here stands what Toloka calls them by. */
export const FileControl = (props: ControlProps) => (
  <Line {...trimmed(props)} placeholder="attachment id or https://…" />
);

/** `lat,lon`; a pasted link of a map service becomes its coordinates. */
export function CoordinatesControl(props: ControlProps) {
  return (
    <div className={styles.withLink}>
      <Line
        {...trimmed(props)}
        placeholder="lat,lon or a map link"
        onPaste={(event) => {
          const found = coordinatesIn(event.clipboardData.getData("text"));
          if (found === null) return props.onPaste?.(event);
          event.preventDefault();
          props.onChange(found);
        }}
      />
      <a className={styles.link} href={lookUpLink(props.text)} target="_blank" rel="noreferrer">
        Look it up<span className={styles.unseen}> {props.label} on a map (new tab)</span>
      </a>
    </div>
  );
}
