/** A variable's value for an error message: short, in one line, without the password of a URL. */
export function shown(text: string): string {
  const [from, to] = [text.indexOf("//"), text.lastIndexOf("@")];
  const open = from >= 0 && to > from ? `${text.slice(0, from)}//***${text.slice(to)}` : text;
  const line = JSON.stringify(open.replace(/([?&]password=)[^&]*/gi, "$1***"));
  return line.length > 160 ? `${line.slice(0, 160)}…"` : line;
}
