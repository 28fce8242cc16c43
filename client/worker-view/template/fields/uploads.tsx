import { type ReactNode, useState } from "react";
import { isJsonObject, type Json } from "../../../../shared/values/json.ts";
import { asText } from "../../engine/values.ts";
import { named } from "../part.tsx";
import { flagOf, jsonOf, listOf } from "../props.ts";
import { type DrawingProps, useView } from "../view-context.ts";
import styles from "./fields.module.css";
import { useWrite } from "./use-write.ts";

// Fields for files. A chosen file stays on this page, and a made-up id stands for it in the answer.

interface Kept {
  name: string;
  /** Address of a picture of it; `null` for other files. */
  picture: string | null;
}

let made = 0;
/** Files by their made-up ids. They live as long as the document. */
const kept = new Map<string, Kept>();

function keep(file: File): string {
  made += 1;
  const id = `preview-file-${made}`;
  kept.set(id, { name: file.name, picture: file.type.startsWith("image/") ? URL.createObjectURL(file) : null });
  return id;
}

const idsIn = (value: Json | undefined): string[] =>
  (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]).map(asText);

const KINDS = ["photo", "video", "gallery", "fileSystem"] as const;
const ACCEPTS = { photo: "image/*", video: "video/*", gallery: "image/*,video/*", fileSystem: "" };

export function MediaFile({ part, ids }: DrawingProps) {
  const { words } = useView();
  const accept = jsonOf(part.props.accept);
  const asked = KINDS.filter((kind) => isJsonObject(accept) && accept[kind] === true);
  const tiles = asked.length === 0 ? (["photo"] as const) : asked;
  return (
    <Files part={part} ids={ids}>
      {(add) => (
        <>
          {tiles.map((kind) => (
            <Tile key={kind} label={words.upload[kind]} accept={ACCEPTS[kind]} part={part} onFiles={add} />
          ))}
        </>
      )}
    </Files>
  );
}

export function AnyFile({ part, ids }: DrawingProps) {
  const { words } = useView();
  const accept = listOf(part, "accept").map((one) => asText(jsonOf(one)));
  return (
    <Files part={part} ids={ids}>
      {(add) => <Tile label={words.upload.fileSystem} accept={accept.join(",")} part={part} onFiles={add} />}
    </Files>
  );
}

export function AudioFile({ part, ids }: DrawingProps) {
  const { words } = useView();
  return (
    <Files part={part} ids={ids}>
      {(add) => (
        <>
          <button
            type="button"
            className={styles.tile}
            disabled={flagOf(part, "disabled")}
            onClick={() => add([new File([], words.upload.recording)])}
          >
            {words.upload.record}
          </button>
          <Tile label={words.upload.fileSystem} accept="audio/*" part={part} onFiles={add} />
        </>
      )}
    </Files>
  );
}

function Tile(props: { label: string; accept: string; part: DrawingProps["part"]; onFiles: (files: File[]) => void }) {
  const { label, accept, part, onFiles } = props;
  return (
    <label className={styles.tile}>
      <input
        type="file"
        accept={accept}
        multiple={flagOf(part, "multiple")}
        disabled={flagOf(part, "disabled")}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          target.value = "";
        }}
      />
      {label}
    </label>
  );
}

function Files({ part, ids, children }: DrawingProps & { children: (add: (files: File[]) => void) => ReactNode }) {
  const { words } = useView();
  const write = useWrite(part);
  const [looked, setLooked] = useState(false);
  const multiple = flagOf(part, "multiple");
  const chosen = idsIn(part.value);
  const put = (all: string[]) => write(all.length === 0 ? undefined : multiple ? all : all.at(-1));
  const add = (files: File[]) => {
    if (files.length === 0) return;
    setLooked(true);
    put([...(multiple ? chosen : []), ...files.map(keep)]);
  };
  return (
    <fieldset {...named(part, ids)} className={styles.options}>
      <div className={styles.buttons}>{children(add)}</div>
      {chosen.length > 0 && (
        <ul className={styles.files}>
          {chosen.map((id, index) => {
            const file = kept.get(id);
            return (
              <li key={id}>
                {file?.picture != null && <img src={file.picture} alt="" />}
                <span>{file?.name ?? id}</span>
                <button
                  type="button"
                  className={styles.cross}
                  aria-label={words.remove(index + 1)}
                  onClick={() => put(chosen.filter((_, at) => at !== index))}
                >
                  ×
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {looked && <p className={styles.note}>{words.upload.inMemory}</p>}
      {flagOf(part, "requiredCoordinates") && <p className={styles.note}>{words.upload.coordinates}</p>}
    </fieldset>
  );
}
