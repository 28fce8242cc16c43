import { useEffect, useState } from "react";
import { isWebAddress } from "../../engine/addresses.ts";
import { Badge } from "../part.tsx";
import { flagOf, ratioOf, textOf } from "../props.ts";
import { type DrawingProps, useView } from "../view-context.ts";
import own from "./image.module.css";
import { Failed, MediaBox, useFailed } from "./media-box.tsx";
import styles from "./views.module.css";

/** A picture: fitted whole into its box; enlarged by a click, or scrolled in its natural size; turned by quarters. */
export function Image({ part, ids }: DrawingProps) {
  const { template, words } = useView();
  const url = textOf(part, "url");
  const [failed, fail] = useFailed(url);
  const [natural, setNatural] = useState(false);
  const scrollable = flagOf(part, "scrollable");
  const opens = !scrollable && flagOf(part, "popup", true);
  const open = (opened: boolean) => template.act({ kind: "opens", key: part.key, opened });
  const turn = (turns: number) => template.act({ kind: "rotate", key: part.key, turns });
  const name = { "aria-labelledby": ids.label, "aria-label": ids.label === undefined ? words.image : undefined };
  if (failed) {
    return (
      <MediaBox part={part} least={150}>
        <Failed what={words.image} url={url} />
      </MediaBox>
    );
  }
  const picture = (
    <img
      src={url}
      alt=""
      className={scrollable && natural ? styles.natural : styles.fitted}
      style={scrollable && natural ? undefined : turned(part.turns, ratioOf(part, [16, 9]))}
      onError={fail}
    />
  );
  return (
    <div className={flagOf(part, "noBorder") ? undefined : styles.bordered}>
      <MediaBox part={part} least={150}>
        {opens || scrollable ? (
          <button
            type="button"
            className={scrollable ? styles.scroller : styles.whole}
            {...(ids.label === undefined ? { "aria-label": words.enlarge } : name)}
            onClick={() => (scrollable ? setNatural(!natural) : open(true))}
          >
            {picture}
          </button>
        ) : (
          <div role="img" className={styles.whole} {...name}>
            {picture}
          </div>
        )}
      </MediaBox>
      {(flagOf(part, "rotatable") || part.badges[""] !== undefined) && (
        <div className={styles.row}>
          <Badge of={part.badges[""]} />
          <button type="button" className={styles.button} aria-label={words.turnLeft} onClick={() => turn(-1)}>
            ↺
          </button>
          <button type="button" className={styles.button} aria-label={words.turnRight} onClick={() => turn(1)}>
            ↻
          </button>
        </div>
      )}
      {part.opened === true && isWebAddress(url) && <Popup url={url} turns={part.turns} onClose={() => open(false)} />}
    </div>
  );
}

/** A quarter turn exchanges width and height, so that the picture still fits. */
function turned(turns: number, [width, height]: [number, number]): React.CSSProperties {
  const transform = `translate(-50%, -50%) rotate(${turns * 90}deg)`;
  return turns % 2 === 0
    ? { width: "100%", height: "100%", transform }
    : { width: `${(height / width) * 100}%`, height: `${(width / height) * 100}%`, transform };
}

function Popup({ url, turns, onClose }: { url: string; turns: number; onClose: () => void }) {
  const { words } = useView();
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key === "Escape") onClose();
    };
    document.addEventListener("keydown", leave);
    return () => document.removeEventListener("keydown", leave);
  });
  return (
    <div role="dialog" aria-modal aria-label={words.image} className={own.popup}>
      {/* biome-ignore lint/a11y/noAutofocus: a dialog takes the focus */}
      <button type="button" className={styles.whole} aria-label={words.close} autoFocus onClick={onClose}>
        <img src={url} alt="" style={{ transform: `rotate(${turns * 90}deg)` }} />
      </button>
    </div>
  );
}
