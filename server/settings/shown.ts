/** A variable's value for an error message: short, in one line, without the password of a URL. */
export function shown(text: string): string {
  const line = JSON.stringify(text.replace(/\/\/.*@/s, "//***@").replace(/([?&]password=)[^&]*/gi, "$1***"));
  return line.length > 160 ? `${line.slice(0, 160)}…"` : line;
}
