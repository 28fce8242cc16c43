import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { startDeskInBrowser } from "./desk-in-browser.ts";
import { sixteenTypesPool, statesOf } from "./states.ts";

const desk = startDeskInBrowser();
const POOL = "1080020";
const axeSource = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
/** Where pictures of every state go, to be looked at; nowhere without it. */
const PICTURES = process.env.PICTURES_DIR;

interface Violation {
  id: string;
  help: string;
  nodes: { target: unknown; html: string; failureSummary?: string }[];
}

/** What axe finds against WCAG 2.2 A and AA, in lines that say where. The page's own policy stays in force: axe comes in by the debugger. */
async function violations(page: Page): Promise<string[]> {
  const loaded = await page.evaluate(() => "axe" in globalThis);
  if (!loaded) {
    const { readFile } = await import("node:fs/promises");
    await page.evaluate(await readFile(axeSource, "utf8"));
  }
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: (options: object) => Promise<{ violations: Violation[] }> };
    };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    return (await axe.run({ runOnly: { type: "tag", values: tags } })).violations;
  });
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, html, failureSummary }) =>
        `${id} (${help}) at ${String(target)}: ${html.slice(0, 160)} ${failureSummary ?? ""}`,
    ),
  );
}

async function picture(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}

describe.each(statesOf(desk))("$name", ({ name, reach }) => {
  it.each(["light", "dark"] as const)("has no violation in %s", async (colorScheme) => {
    const { page, form } = await desk.visit({ colorScheme, reducedMotion: "reduce" });
    await reach(page, form);
    expect(await violations(page)).toEqual([]);
    await picture(page, `${name}-1280-${colorScheme}`);
    if (!PICTURES) return;
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, `${name}-390-${colorScheme}`);
  });

  it("needs no sideways scrolling at 320 px", async () => {
    const { page, form } = await desk.visit({ viewport: { width: 320, height: 640 }, reducedMotion: "reduce" });
    await reach(page, form);
    const [needed, there] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(needed).toBeLessThanOrEqual(there!);
  });
});

describe("beyond what a tool can see", () => {
  it("says the page's language and where it is", async () => {
    const { page, form } = await desk.visit();
    await form.open(POOL);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("en");
    for (const address of ["/", "/submissions"]) {
      await page.goto(address);
      expect(await page.title()).toMatch(/\S/);
      await page.getByRole("main").waitFor();
    }
  });

  it("the upstream stands as a word on every page", async () => {
    const { page } = await desk.visit();
    for (const address of ["/", `/pools/${POOL}/new`, "/submissions"]) {
      await page.goto(address);
      await page
        .getByRole("banner")
        .getByText(/built-in/i)
        .first()
        .waitFor();
    }
  });

  it("controls are at least 24 pixels wide and high (2.5.8)", async () => {
    const { page, form } = await desk.visit();
    await form.open(POOL);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("button, a[href], input:not([type=hidden]), [role=button], [role=tab]")]
        .filter((control) => (control as HTMLElement).offsetParent !== null)
        .map((control) => {
          const target = control.matches("input[type=radio], input[type=checkbox]")
            ? (control.closest("label") ?? control.parentElement?.parentElement ?? control)
            : control;
          const { width, height } = target.getBoundingClientRect();
          const inText = getComputedStyle(control).display === "inline";
          return { html: control.outerHTML.slice(0, 120), width, height, inText };
        })
        .filter(({ width, height, inText }) => !inText && width > 1 && height > 1 && (width < 24 || height < 24)),
    );
    expect(small).toEqual([]);
  });

  it("the focused field is not covered by the bar at the bottom (2.4.11)", async () => {
    const { page, form } = await desk.visit({ viewport: { width: 640, height: 450 } });
    await form.open(await sixteenTypesPool(desk));
    await form.field("image").or(form.task.getByRole("textbox").first()).first().focus();
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press("Tab");
      const covered = await page.evaluate(() => {
        const active = document.activeElement;
        if (!active || active === document.body || !active.matches("input, textarea, button")) return false;
        const { left, right, top, bottom } = active.getBoundingClientRect();
        if (right - left < 2 || bottom - top < 2) return false;
        const points = [
          [(left + right) / 2, top + 2],
          [(left + right) / 2, bottom - 2],
          [(left + right) / 2, (top + bottom) / 2],
        ];
        return points.every(([x, y]) => {
          const there = document.elementFromPoint(x!, y!);
          return (
            there === null ||
            !(active.contains(there) || there.contains(active) || there.closest("label")?.contains(active))
          );
        });
      });
      expect([presses, covered]).toEqual([presses, false]);
    }
  });
});
