import { useState } from "react";
import { useLanguage, useWords } from "../../language.ts";
import { MediaPreview, type MediaProps } from "./media-preview.tsx";
import styles from "./media-strip.module.css";
import { fileName, viewableUrl } from "./media-url.ts";
import { ThumbnailContent } from "./thumbnail.tsx";
import { words } from "./words.ts";

/** How many thumbnails are shown at first, and added by "more". */
const PAGE = 24;

/** The media of a list field: a preview of the chosen one, and below it thumbnails in a row. */
export function MediaStrip({ urls, ...props }: MediaProps & { urls: readonly string[] }) {
  const { label } = props;
  const w = useWords(words);
  const language = useLanguage();
  const [chosen, setChosen] = useState(0);
  const [limit, setLimit] = useState(PAGE);
  const items = urls.flatMap((url, index) => {
    const address = viewableUrl(url);
    return address === null ? [] : [{ index, url, address }];
  });
  const open = items.find(({ index }) => index === chosen) ?? items[0];
  return (
    <>
      <MediaPreview
        {...props}
        url={open?.url ?? ""}
        label={open === undefined || urls.length === 1 ? label : `${label} ${open.index + 1}`}
      />
      {items.length > 1 && (
        <ul className={styles.strip} aria-label={w.list(label)}>
          {items.slice(0, limit).map(({ index, address }) => (
            <li key={index}>
              <button
                type="button"
                className={styles.thumb}
                aria-pressed={index === open?.index}
                aria-label={w.show(label, index + 1, fileName(address))}
                onClick={() => setChosen(index)}
              >
                <ThumbnailContent key={address} address={address} whole />
                <span className={styles.number} aria-hidden>
                  {index + 1}
                </span>
              </button>
            </li>
          ))}
          {items.length > limit && (
            <li>
              <button type="button" className={styles.thumb} onClick={() => setLimit(limit + PAGE)}>
                {w.more((items.length - limit).toLocaleString(language))}
              </button>
            </li>
          )}
        </ul>
      )}
    </>
  );
}
