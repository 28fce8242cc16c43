import { stringifyJson } from "../../../../shared/values/json.ts";
import { isWebAddress } from "../../engine/addresses.ts";
import { Badge, Hint } from "../part.tsx";
import { actionOf, jsonOf, rowsOf, textOf } from "../props.ts";
import partStyles from "../template.module.css";
import { type DrawingProps, useView } from "../view-context.ts";
import styles from "./views.module.css";

// Views of text, and those that are pressed.

export function Text({ part }: DrawingProps) {
  return <div className={partStyles.text}>{textOf(part, "content")}</div>;
}

export function Json({ part }: DrawingProps) {
  return <pre className={styles.json}>{stringifyJson(jsonOf(part.props.content) ?? null, 2)}</pre>;
}

/** Label and hint alone; both stand in the heading. */
export const HintAlone = () => null;

/** A link that the page outside opens, after it has shown the address. */
export function Outward({
  url,
  className,
  children,
}: {
  url: string;
  className?: string | undefined;
  children: React.ReactNode;
}) {
  const { template, words } = useView();
  const refused = url === "" ? words.noAddress : `${words.badAddress} ${url.slice(0, 300)}`;
  if (!isWebAddress(url)) return <span className={styles.failed}>{refused}</span>;
  return (
    <a
      href={url}
      className={className}
      title={words.opensOutside}
      onClick={(event) => {
        event.preventDefault();
        template.act({ kind: "open", url });
      }}
    >
      {children}
    </a>
  );
}

export function Link({ part }: DrawingProps) {
  const url = textOf(part, "url");
  return (
    <div>
      <Badge of={part.badges[""]} />{" "}
      <Outward url={url} className={styles.link}>
        {textOf(part, "content") || url}
      </Outward>
    </div>
  );
}

export function LinkGroup({ part }: DrawingProps) {
  return (
    <div className={styles.row}>
      {rowsOf(part, "links").map((link, index) => {
        const url = String(jsonOf(link.url) ?? "");
        return (
          <Outward key={index} url={url} className={link.theme === "primary" ? styles.button : styles.link}>
            {String(jsonOf(link.content) ?? "") || url}
          </Outward>
        );
      })}
    </div>
  );
}

export function ActionButton({ part }: DrawingProps) {
  const { template } = useView();
  const action = actionOf(part);
  return (
    <div className={styles.row}>
      <button
        type="button"
        className={styles.button}
        disabled={action === null}
        onClick={() => action !== null && template.act({ kind: "do", action: action.action })}
      >
        <Badge of={part.badges[""]} /> {textOf(part, "label") || textOf(part, "content")}
      </button>
      <Hint text={textOf(part, "hint")} />
    </div>
  );
}
