import Handlebars from "handlebars";
import type { Helpers } from "./markup.ts";

/** A field as the markup asks for it: its attributes, and the items of a select. */
export interface FieldAsked {
  attributes: Readonly<Record<string, unknown>>;
  items: readonly Readonly<Record<string, unknown>>[];
}

interface Options {
  hash: Record<string, unknown>;
  fn?: (context: unknown) => string;
  inverse?: (context: unknown) => string;
}

/** The attribute by which the place of a field is found again. */
export const PLACE = "data-field-place";

/**
 * Toloka's own helpers for classic markup: https://toloka.ai/docs/guide/concepts/t-components/. Fields are collected in
 * `fields` and leave a place behind, named by `token`, which no markup can know.
 */
export function tolokaHelpers(fields: FieldAsked[], token: string): Helpers {
  let items: FieldAsked["items"][number][] = [];
  const test = (holds: (...values: unknown[]) => boolean) =>
    function (this: unknown, ...args: unknown[]) {
      const { fn, inverse } = args.at(-1) as Options;
      const found = holds(...args.slice(0, -1));
      return fn === undefined ? found : ((found ? fn : inverse)?.(this) ?? "");
    };
  const html = (text: string) => new Handlebars.SafeString(text);
  const helpers = {
    concat: (...args: unknown[]) =>
      args
        .slice(0, -1)
        .map((one) => String(one ?? ""))
        .join(""),
    get: (object: unknown, key: unknown) =>
      Object.hasOwn(Object(object ?? {}), String(key)) ? (object as Record<string, unknown>)[String(key)] : undefined,
    and: test((...values) => values.every(Boolean)),
    or: test((...values) => values.some(Boolean)),
    not: test((value) => !value),
    equal: test((a, b) => a === b),
    gt: test((a, b) => Number(a) > Number(b)),
    gte: test((a, b) => Number(a) >= Number(b)),
    lt: test((a, b) => Number(a) < Number(b)),
    lte: test((a, b) => Number(a) <= Number(b)),
    img: ({ hash }: Options) => html(image(hash)),
    iframe: ({ hash }: Options) => html(link(hash.src, `A page is shown here: ${String(hash.src ?? "")}`, "iframe")),
    button: ({ hash }: Options) =>
      html(link(hash.href, hash.label, hash.action === true ? "button button_action" : "button")),
    proxy: (path: unknown) => String(path ?? ""),
    select_item: ({ hash }: Options) => {
      items.push(hash);
      return "";
    },
    field(this: unknown, { hash, fn }: Options) {
      items = [];
      fn?.(this);
      const at = fields.push({ attributes: hash, items }) - 1;
      return html(`<div ${PLACE}="${token}-${at}"></div>`);
    },
  };
  return helpers as unknown as Helpers;
}

export const escaped = (value: unknown): string => Handlebars.Utils.escapeExpression(String(value ?? ""));

const size = (value: unknown, otherwise: string): string => escaped(value ?? otherwise);

const image = ({ src, width, height, class: own }: Options["hash"]): string =>
  `<div class="img ${escaped(own)}" style="width:${size(width, "300px")};height:${size(height, "300px")}">` +
  `<img src="${escaped(src)}" alt="" style="max-width:100%;max-height:100%"></div>`;

const link = (address: unknown, label: unknown, className: string): string =>
  `<a class="${className}" href="${escaped(address)}">${escaped(label)}</a>`;
