export const en = {
  title: "Create in another connection",
  about: "Opens the form of a pool there, filled in with this task. Nothing is created before you press Create.",
  connection: "Connection",
  pool: (connection: string) => `Pool in ${connection}`,
  poolPlaceholder: "Name, project or ID",
  searching: "Searching…",
  none: "No pools found",
  same: "Both pools have the same fields.",
  differ: "The pools' fields differ:",
  difference: (kind: "input_spec" | "output_spec", only: "here" | "there" | null, connection: string) => {
    const of = kind === "input_spec" ? "input" : "output";
    if (only === null) return `(${of}): other rules in ${connection}`;
    return only === "here" ? `(${of}): not in ${connection}` : `(${of}): only in ${connection}`;
  },
  viewsDiffer: (parts: string) => `The interfaces differ: ${parts}.`,
  parts: {
    type: "one is HTML, the other Template Builder",
    markup: "markup",
    script: "script",
    styles: "styles",
    assets: "files of other sites",
    settings: "settings",
    localizationConfig: "translated texts",
  } as Record<string, string>,
  showViews: "Show both worker's views",
  viewIn: (connection: string) => `Worker's view in ${connection}`,
  noView: "This project has no interface that can be shown.",
  open: "Open the form",
};
