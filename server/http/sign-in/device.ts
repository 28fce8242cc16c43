/** Browsers and programs by what they say of themselves. The order counts: most say that they are Safari too. */
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg/, "Edge"],
  [/\bYaBrowser\//, "Yandex Browser"],
  [/\bOPR\//, "Opera"],
  [/\bFirefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, "Android"],
  [/\b(?:iPhone|iPad)\b/, "iOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
];

/** A browser and its system (`Chrome on Windows`), from the header `User-Agent`; another program's own words, cut short. */
export function deviceOf(userAgent: string | undefined): string {
  if (!userAgent) return "Unknown";
  const named = (list: typeof PROGRAMS) => list.find(([pattern]) => pattern.test(userAgent))?.[1];
  const program = named(PROGRAMS);
  const system = named(SYSTEMS);
  if (program === undefined) return userAgent.replaceAll(/[^\x20-\x7e]/g, "").slice(0, 60);
  return system === undefined ? program : `${program} on ${system}`;
}
