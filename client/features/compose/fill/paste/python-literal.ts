import { type Json, type JsonObject, parseJson, parseNumber } from "../../../../../shared/values/json.ts";
import { wordsNow } from "../../../../language.ts";
import { words } from "../words.ts";

/** Python that is not a literal, such as a variable or a sum: its value is not in the text. */
export class NotLiteral extends Error {}

const TOKEN =
  /\s*(?:#[^\n]*\n\s*)*(?:([rRuUbB]?(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'))|([-+]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)|([A-Za-z_][\w.]*)|([()[\]{},:=*]))/y;

interface Token {
  kind: "text" | "number" | "name" | "symbol";
  text: string;
}

function tokensOf(source: string, from: number): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = from;
  let depth = 0;
  for (let match = TOKEN.exec(source); match !== null; match = TOKEN.exec(source)) {
    const [, text, number, name, symbol] = match;
    tokens.push(
      text !== undefined
        ? { kind: "text", text }
        : number !== undefined
          ? { kind: "number", text: number }
          : name !== undefined
            ? { kind: "name", text: name }
            : { kind: "symbol", text: symbol! },
    );
    if (symbol !== undefined && "([{".includes(symbol)) depth += 1;
    if (symbol !== undefined && ")]}".includes(symbol) && --depth <= 0) break;
  }
  return tokens;
}

/**
 * Reads the call whose name starts at `from`: its keyword arguments become members, nested calls objects, and numbers
 * keep all their digits. `left`: members left out because their value is a variable. Throws `NotLiteral`.
 */
export function readCall(source: string, from: number): { members: JsonObject; left: string[] } {
  const tokens = tokensOf(source, from);
  const left: string[] = [];
  let at = 0;
  const peek = () => tokens[at];
  const isSymbol = (symbol: string) => peek()?.kind === "symbol" && peek()?.text === symbol;
  const take = (): Token => {
    const token = tokens[at++];
    if (token === undefined) throw new NotLiteral(wordsNow(words).snippetEnds);
    return token;
  };
  const expect = (symbol: string) => {
    if (!isSymbol(symbol)) throw new NotLiteral(wordsNow(words).snippetMissing(symbol, peek()?.text ?? null));
    at += 1;
  };
  const listed = (end: string, item: () => void) => {
    while (!isSymbol(end)) {
      item();
      if (!isSymbol(end)) expect(",");
    }
    expect(end);
  };
  const call = (): JsonObject => {
    const members: JsonObject = {};
    expect("(");
    listed(")", () => {
      const name = take().text;
      expect("=");
      const value = valueOrNothing();
      if (value === undefined) left.push(name);
      else members[name] = value;
    });
    return members;
  };
  /** A value; `undefined` for a variable. */
  const valueOrNothing = (): Json | undefined => {
    const token = take();
    if (token.kind === "text") return texts(token.text);
    if (token.kind === "number") return number(token.text);
    if (token.kind === "name") return named(token.text);
    if (token.text === "[") return array("]");
    if (token.text === "(") return array(")");
    if (token.text === "{") return dict();
    throw new NotLiteral(wordsNow(words).snippetUnexpected(token.text));
  };
  const value = (): Json => {
    const before = peek()?.text ?? "";
    const found = valueOrNothing();
    if (found === undefined) throw new NotLiteral(wordsNow(words).snippetVariable(before));
    return found;
  };
  const named = (name: string): Json | undefined => {
    if (name === "True") return true;
    if (name === "False") return false;
    if (name === "None") return null;
    return isSymbol("(") ? call() : undefined;
  };
  const texts = (first: string): string => {
    let text = pythonText(first);
    // Python joins adjacent string literals.
    while (peek()?.kind === "text") text += pythonText(take().text);
    return text;
  };
  const array = (end: string): Json[] => {
    const items: Json[] = [];
    listed(end, () => items.push(value()));
    return items;
  };
  const dict = (): JsonObject => {
    const members: JsonObject = {};
    listed("}", () => {
      const key = value();
      expect(":");
      members[String(key)] = value();
    });
    return members;
  };
  take();
  return { members: call(), left };
}

function number(text: string): Json {
  const plain = text
    .replaceAll("_", "")
    .replace(/^\+/, "")
    .replace(/^(-?)\./, "$10.")
    .replace(/\.(?=$|e)/i, "");
  const value = parseNumber(plain);
  if (value === null) throw new NotLiteral(wordsNow(words).snippetNumber(text));
  return value;
}

const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r", "\n": "", "0": "\0", b: "\b", f: "\f" };

function pythonText(source: string): string {
  const raw = /^[rR]/.test(source);
  const body = source.replace(/^[rRuUbB]/, "");
  const width = /^("""|''')/.test(body) ? 3 : 1;
  const inner = body.slice(width, body.length - width);
  if (raw) return inner;
  return inner.replace(/\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[\s\S])/g, (_match, code: string) =>
    code.length > 1 ? (parseJson(`"\\u${code.slice(1).padStart(4, "0")}"`) as string) : (ESCAPES[code] ?? code),
  );
}
