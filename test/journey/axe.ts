import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axeSource = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

interface Violation {
  id: string;
  help: string;
  nodes: { target: unknown; html: string; failureSummary?: string }[];
}

/** axe's rules for WCAG 2.2 A and AA and for its best practices. */
const ALL_RULES = {
  type: "tag",
  values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
} as const;
/** Those whose result depends on the colours. */
const COLOUR_RULES = { type: "rule", values: ["color-contrast", "link-in-text-block"] } as const;

/**
 * What axe objects to; with `coloursOnly` for a page that was examined in other colours already. axe is injected by the
 * debugger, so the page's content policy applies.
 */
export async function violations(page: Pick<Page, "evaluate">, { coloursOnly = false } = {}): Promise<string[]> {
  const loaded = await page.evaluate(() => "axe" in globalThis);
  if (!loaded) {
    await page.evaluate(await readFile(axeSource, "utf8"));
  }
  const found = await page.evaluate(
    async (runOnly) => {
      const { axe } = globalThis as unknown as {
        axe: { run: (options: object) => Promise<{ violations: Violation[] }> };
      };
      return (await axe.run({ runOnly, preload: false, resultTypes: ["violations"] })).violations;
    },
    coloursOnly ? COLOUR_RULES : ALL_RULES,
  );
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, html, failureSummary }) =>
        `${id} (${help}) at ${String(target)}: ${html.slice(0, 160)} ${failureSummary ?? ""}`,
    ),
  );
}
