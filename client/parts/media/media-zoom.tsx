import { IconMaximize, IconX, IconZoomIn, IconZoomOut } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useLanguage, useWords } from "../../language.ts";
import { IconButton } from "../../ui/button.tsx";
import styles from "./media-zoom.module.css";
import { words } from "./words.ts";

const STEP = 1.5;
const LEAST = 0.1;
const MOST = 16;
/** The view can have the focus, so that the arrow keys scroll a picture larger than the window. */
const MOVABLE = { tabIndex: 0 };

/** A picture in full size. `+`, `-` and `0` zoom, Escape closes. Loaded when it is first opened. */
export default function MediaZoom(props: { address: string; name: string; onClose: () => void }) {
  const { address, name, onClose } = props;
  const w = useWords(words).zoom;
  const language = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  const picture = useRef<HTMLImageElement>(null);
  // Screen pixels per pixel of the picture; null: as large as fits.
  const [scale, setScale] = useState<number | null>(null);

  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);

  const zoom = (factor: number) => {
    const image = picture.current;
    if (!image?.naturalWidth) return;
    const now = scale ?? fittedWidth(image) / image.naturalWidth;
    setScale(Math.min(MOST, Math.max(LEAST, now * factor)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") zoom(STEP);
    else if (event.key === "-") zoom(1 / STEP);
    else if (event.key === "0") setScale(null);
    else return;
    event.preventDefault();
  };
  const width = scale === null || !picture.current ? undefined : picture.current.naturalWidth * scale;

  return (
    <dialog ref={dialog} className={styles.dialog} aria-label={name} onClose={onClose} onKeyDown={onKeyDown}>
      <div className={styles.bar}>
        <span className={styles.name}>{name}</span>
        <output className={styles.scale}>
          {scale === null ? w.fits : w.percent(Math.round(scale * 100).toLocaleString(language))}
        </output>
        <IconButton label={w.out} onClick={() => zoom(1 / STEP)}>
          <IconZoomOut size={20} aria-hidden />
        </IconButton>
        <IconButton label={w.in} onClick={() => zoom(STEP)}>
          <IconZoomIn size={20} aria-hidden />
        </IconButton>
        <IconButton label={w.fit} onClick={() => setScale(null)}>
          <IconMaximize size={20} aria-hidden />
        </IconButton>
        <IconButton label={w.close} onClick={() => dialog.current?.close()}>
          <IconX size={20} aria-hidden />
        </IconButton>
      </div>
      <section className={styles.view} {...MOVABLE} aria-label={w.view(name)}>
        <img
          ref={picture}
          className={scale === null ? styles.fitted : styles.scaled}
          style={{ width }}
          referrerPolicy="no-referrer"
          src={address}
          alt={name}
        />
      </section>
    </dialog>
  );
}

/** The width on the screen of a picture shown with `object-fit: contain`. */
function fittedWidth(image: HTMLImageElement): number {
  const { clientWidth, clientHeight, naturalWidth, naturalHeight } = image;
  return Math.min(clientWidth, (clientHeight * naturalWidth) / naturalHeight);
}
