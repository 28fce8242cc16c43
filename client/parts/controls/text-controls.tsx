import { IconExternalLink } from "@tabler/icons-react";
import { useWords } from "../../language.ts";
import { GrowingText, Line } from "../../ui/text/field.tsx";
import { type ControlProps, lineOf } from "./control-props.ts";
import styles from "./controls.module.css";
import { coordinatesIn, mapLink } from "./map-links.ts";
import { words } from "./words.ts";

/** Fields for longer texts are text areas, in which Enter adds a line. */
const ONE_LINE_LENGTH = 255;

/** `string`. The control grows with its text. */
export function StringControl(props: ControlProps) {
  const most = props.spec.max_length;
  return <GrowingText {...lineOf(props)} oneLine={most != null && Number(most) <= ONE_LINE_LENGTH} />;
}

/** For addresses and numbers: surrounding spaces are removed when the input is left. */
const trimmed = (props: ControlProps) => ({
  ...lineOf(props),
  onBlur: () => {
    if (props.text !== props.text.trim()) props.onChange(props.text.trim());
    props.onBlur();
  },
});

export const UrlControl = (props: ControlProps) => (
  <Line {...trimmed(props)} inputMode="url" placeholder={useWords(words).urlPlaceholder} />
);
export const IntegerControl = (props: ControlProps) => <Line {...trimmed(props)} inputMode="numeric" />;
export const FloatControl = (props: ControlProps) => <Line {...trimmed(props)} inputMode="decimal" />;
/** `file`. Files are uploaded in Toloka; the value is the attachment's id. */
export const FileControl = (props: ControlProps) => (
  <Line {...trimmed(props)} placeholder={useWords(words).filePlaceholder} />
);

/** `coordinates`. A pasted link of a map service becomes its coordinates. */
export function CoordinatesControl(props: ControlProps) {
  const w = useWords(words);
  return (
    <div className={styles.withLink}>
      <Line
        {...trimmed(props)}
        placeholder={w.coordinatesPlaceholder}
        onPaste={(event) => {
          const found = coordinatesIn(event.clipboardData.getData("text"));
          if (found === null) return props.onPaste?.(event);
          event.preventDefault();
          props.onChange(found);
        }}
      />
      <a
        className={styles.link}
        href={mapLink(props.text)}
        target="_blank"
        rel="noreferrer"
        aria-label={w.openInMapLabel(props.label)}
      >
        {w.openInMap} <IconExternalLink size={14} aria-hidden />
      </a>
    </div>
  );
}
