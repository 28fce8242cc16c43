import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmStrikethroughFromMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTaskListItemFromMarkdown } from "mdast-util-gfm-task-list-item";
import { gfmStrikethrough } from "micromark-extension-gfm-strikethrough";
import { gfmTable } from "micromark-extension-gfm-table";
import { gfmTaskListItem } from "micromark-extension-gfm-task-list-item";
import { createElement, Fragment, type ReactNode, useMemo } from "react";
import { isWebAddress } from "../../engine/addresses.ts";
import { textOf } from "../props.ts";
import type { DrawingProps } from "../view-context.ts";
import own from "./markdown.module.css";
import { Outward } from "./text.tsx";
import styles from "./views.module.css";

type Root = ReturnType<typeof fromMarkdown>;
type Nodes = Root | Root["children"][number];
type Definition = Extract<Nodes, { type: "definition" }>;
type TableRow = Extract<Nodes, { type: "tableRow" }>;

/** Longer text is not read as Markdown, in characters: some of it takes seconds. */
const LONGEST = 100_000;

/** CommonMark with tables, strikethrough and task lists. Raw HTML is shown as text, and nothing becomes HTML here. */
export function Markdown({ part }: DrawingProps) {
  const content = textOf(part, "content");
  const drawn = useMemo(() => (content.length > LONGEST ? content : drawMarkdown(content)), [content]);
  return <div className={own.markdown}>{drawn}</div>;
}

const parse = (text: string): Root =>
  fromMarkdown(text, {
    extensions: [gfmTable(), gfmStrikethrough(), gfmTaskListItem()],
    mdastExtensions: [gfmTableFromMarkdown(), gfmStrikethroughFromMarkdown(), gfmTaskListItemFromMarkdown()],
  });

/** The text as elements. */
function drawMarkdown(text: string): ReactNode {
  const root = parse(text);
  const definitions = new Map<string, Definition>();
  for (const node of root.children)
    if (node.type === "definition" && !definitions.has(node.identifier)) definitions.set(node.identifier, node);
  return drawNode(root, 0, definitions);
}

const TAGS: Partial<Record<Nodes["type"], string>> = {
  paragraph: "p",
  blockquote: "blockquote",
  strong: "strong",
  emphasis: "em",
  delete: "del",
};

/** A node of the tree as an element. Kinds that are not known show what is in them. */
function drawNode(node: Nodes, key: number, definitions: ReadonlyMap<string, Definition>): ReactNode {
  const draw = (child: Nodes, at: number) => drawNode(child, at, definitions);
  const inside = (): ReactNode[] => ("children" in node ? node.children.map(draw) : []);
  switch (node.type) {
    case "text":
    case "html":
      return node.value;
    case "inlineCode":
      return <code key={key}>{node.value}</code>;
    case "code":
      return (
        <pre key={key}>
          <code>{node.value}</code>
        </pre>
      );
    case "break":
      return <br key={key} />;
    case "thematicBreak":
      return <hr key={key} />;
    case "heading":
      return createElement(`h${node.depth}`, { key }, inside());
    case "list":
      return node.ordered ? (
        <ol key={key} start={node.start ?? 1}>
          {inside()}
        </ol>
      ) : (
        <ul key={key}>{inside()}</ul>
      );
    case "listItem":
      return (
        <li key={key}>
          {typeof node.checked === "boolean" && (node.checked ? "☑ " : "☐ ")}
          {inside()}
        </li>
      );
    case "link":
    case "linkReference": {
      const url = node.type === "link" ? node.url : definitions.get(node.identifier)?.url;
      return isWebAddress(url) ? (
        <Outward key={key} url={url} className={styles.link}>
          {inside()}
        </Outward>
      ) : (
        <Fragment key={key}>{inside()}</Fragment>
      );
    }
    case "image":
    case "imageReference": {
      const url = node.type === "image" ? node.url : definitions.get(node.identifier)?.url;
      return isWebAddress(url) ? <img key={key} src={url} alt={node.alt ?? ""} /> : (node.alt ?? null);
    }
    case "table": {
      const row = (one: TableRow, at: number, cell: "th" | "td") => (
        <tr key={at}>
          {one.children.map(({ children }, column) =>
            createElement(cell, { key: column, align: node.align?.[column] ?? undefined }, children.map(draw)),
          )}
        </tr>
      );
      const [head, ...rows] = node.children;
      return (
        <table key={key} className={styles.table}>
          <thead>{head !== undefined && row(head, 0, "th")}</thead>
          <tbody>{rows.map((one, at) => row(one, at, "td"))}</tbody>
        </table>
      );
    }
    default:
      return createElement(TAGS[node.type] ?? Fragment, { key }, inside());
  }
}
