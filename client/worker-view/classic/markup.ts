import Handlebars from "handlebars";

/** A helper as the Handlebars library calls it: the positional parameters, then one with `hash`, `fn` and `inverse`. */
type Helper = (this: unknown, ...args: never[]) => unknown;
export type Helpers = Readonly<Record<string, Helper>>;

interface Scope {
  context: unknown;
  /** The contexts outside, nearest first, for `../`. */
  outside: readonly unknown[];
  /** `@index` and the like. */
  data: Record<string, unknown>;
  /** Block parameters: `as |item index|`. */
  named: Readonly<Record<string, unknown>>;
  helpers: Helpers;
}

/**
 * The HTML of a Handlebars markup. The library compiles by `new Function`, which the document's policy forbids; this walks
 * the library's own syntax tree instead, and uses its own `if`, `each`, `with` and escaping. A name that is neither a value
 * nor a helper prints nothing, as on Toloka. Throws the library's error for markup that cannot be parsed.
 */
export function renderMarkup(markup: string, values: object, helpers: Helpers): string {
  const all = { ...(Handlebars.helpers as Helpers), ...helpers };
  const scope = { context: values, outside: [], data: { root: values }, named: {}, helpers: all };
  return programText(Handlebars.parse(markup), scope);
}

const programText = (program: hbs.AST.Program | undefined, scope: Scope): string =>
  (program?.body ?? []).map((statement) => statementText(statement, scope)).join("");

function statementText(statement: hbs.AST.Statement, scope: Scope): string {
  switch (statement.type) {
    case "ContentStatement":
      return (statement as hbs.AST.ContentStatement).value;
    case "MustacheStatement":
      return mustacheText(statement as hbs.AST.MustacheStatement, scope);
    case "BlockStatement":
      return blockText(statement as hbs.AST.BlockStatement, scope);
    case "PartialStatement":
      return partialText(statement as hbs.AST.PartialStatement, scope);
    default:
      return "";
  }
}

function mustacheText(statement: hbs.AST.MustacheStatement, scope: Scope): string {
  // A literal in place of a name is the name of a value: {{true}}, {{5}}.
  const { path } = statement as { path: hbs.AST.Expression & { original?: unknown } };
  const literal = path.type !== "PathExpression" && path.type !== "SubExpression";
  const value = literal ? ownProperty(scope.context, String(path.original)) : valueOfCall(statement, scope);
  if (!statement.escaped) return String(value ?? "");
  return Handlebars.Utils.escapeExpression(value as string);
}

function blockText(statement: hbs.AST.BlockStatement, scope: Scope): string {
  const call = statement as hbs.AST.BlockStatement & { params: hbs.AST.Expression[] };
  const helper = helperOf(call.path as hbs.AST.Expression, scope);
  const options = optionsOf(call, scope, statement.program, statement.inverse);
  const params = (call.params ?? []).map((one) => valueIn(one, scope)) as never[];
  if (helper !== undefined) return String(helper.apply(scope.context, [...params, options] as never[]) ?? "");
  const value = valueIn(call.path as hbs.AST.Expression, scope);
  const missing = Handlebars.helpers.blockHelperMissing as unknown as Helper;
  return String(missing.apply(scope.context, [value, options] as never[]) ?? "");
}

function partialText({ name, params, hash }: hbs.AST.PartialStatement, scope: Scope): string {
  const partial: unknown = Handlebars.partials[(name as hbs.AST.PathExpression).original as string];
  if (typeof partial !== "string") return "";
  const own = params[0] === undefined ? scope.context : valueIn(params[0], scope);
  const context = { ...(own as object), ...hashOf(hash, scope) };
  return programText(Handlebars.parse(partial), { ...inner(scope, context), data: scope.data });
}

interface Call {
  path: hbs.AST.Expression;
  params?: hbs.AST.Expression[];
  hash?: hbs.AST.Hash;
}

function valueOfCall(call: Call, scope: Scope): unknown {
  const params = (call.params ?? []).map((one) => valueIn(one, scope));
  const helper = helperOf(call.path, scope);
  if (helper === undefined) return params.length > 0 ? undefined : valueIn(call.path, scope);
  return helper.apply(scope.context, [...params, optionsOf(call, scope)] as never[]);
}

function optionsOf(call: Call, scope: Scope, program?: hbs.AST.Program, inverse?: hbs.AST.Program): object {
  const options = {
    name: (call.path as hbs.AST.PathExpression).original,
    hash: hashOf(call.hash, scope),
    data: scope.data,
    lookupProperty: ownProperty,
  };
  if (program === undefined && inverse === undefined) return options;
  return { ...options, fn: bodyOf(program, scope), inverse: bodyOf(inverse, scope) };
}

/** What a block helper calls to draw its content, with another context and data if it wants. */
const bodyOf =
  (program: hbs.AST.Program | undefined, scope: Scope) =>
  (context: unknown, more: { data?: Record<string, unknown>; blockParams?: unknown[] } = {}): string => {
    const names = program?.blockParams ?? [];
    const named = Object.fromEntries(names.map((name, index) => [name, more.blockParams?.[index]]));
    const next = inner(scope, context);
    return programText(program, { ...next, data: more.data ?? scope.data, named: { ...scope.named, ...named } });
  };

/** A block with the same context, such as `if`, is no step for `../`. */
const inner = (scope: Scope, context: unknown): Scope =>
  context === scope.context ? scope : { ...scope, context, outside: [scope.context, ...scope.outside] };

const hashOf = (hash: hbs.AST.Hash | undefined, scope: Scope): Record<string, unknown> =>
  Object.fromEntries((hash?.pairs ?? []).map(({ key, value }) => [key, valueIn(value, scope)]));

/** The helper that an expression names, unless a block parameter has this name. */
function helperOf(expression: hbs.AST.Expression, scope: Scope): Helper | undefined {
  if (expression.type !== "PathExpression") return undefined;
  const { parts, depth, data, original } = expression as hbs.AST.PathExpression;
  const [name] = parts;
  const simple = parts.length === 1 && depth === 0 && !data && !/^(?:this|\.)/.test(String(original));
  if (!simple || typeof name !== "string" || Object.hasOwn(scope.named, name)) return undefined;
  return Object.hasOwn(scope.helpers, name) ? scope.helpers[name] : undefined;
}

function valueIn(expression: hbs.AST.Expression, scope: Scope): unknown {
  switch (expression.type) {
    case "PathExpression":
      return valueAt(expression as hbs.AST.PathExpression, scope);
    case "SubExpression":
      return valueOfCall(expression as hbs.AST.SubExpression, scope);
    case "NullLiteral":
      return null;
    case "UndefinedLiteral":
      return undefined;
    default:
      return (expression as hbs.AST.Literal & { value: unknown }).value;
  }
}

function valueAt({ parts, depth, data }: hbs.AST.PathExpression, scope: Scope): unknown {
  const [head] = parts;
  const named = !data && depth === 0 && typeof head === "string" && Object.hasOwn(scope.named, head);
  const start = data ? scope.data : named ? scope.named : depth === 0 ? scope.context : scope.outside[depth - 1];
  let value: unknown = start;
  for (const part of parts) value = ownProperty(value, String(part));
  return typeof value === "function" ? value.call(scope.context) : value;
}

const ownProperty = (object: unknown, name: string): unknown =>
  object !== null && object !== undefined && Object.hasOwn(Object(object), name)
    ? (object as Record<string, unknown>)[name]
    : undefined;
