import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { startDeskInBrowser } from "./desk-in-browser.ts";
import { sixteenTypesPool, statesOf } from "./states.ts";

const desk = startDeskInBrowser();
const POOL = "1080020";
/** The folder for screenshots of every state. Without it, none are taken. */
const PICTURES = process.env.PICTURES_DIR;

/** Changes the browser's preference, and waits until the page has followed and no transition runs. */
async function showIn(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
  await page.evaluate(async () => {
    const finite = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(finite.map(({ finished }) => finished));
  });
}

/** The texts of the pills that take more than one line. */
const brokenPills = (page: Page): Promise<string[]> =>
  page.locator("[class*=pill]").evaluateAll((pills) =>
    pills
      .filter((pill) => {
        const text = document.createRange();
        text.selectNodeContents(pill);
        const tops = [...text.getClientRects()].map(({ bottom }) => bottom);
        return tops.length > 0 && Math.max(...tops) - Math.min(...tops) > 10;
      })
      .map((pill) => pill.textContent ?? ""),
  );

async function picture(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}

describe.each(statesOf(desk))("$name", ({ name, reach }) => {
  // The state is reached once, at 320 px. Colour scheme and window size change afterwards: loading pages is what takes time.
  it("needs no horizontal scrolling and breaks no pill at 320 px, and has no violation in light and dark", async () => {
    const { page, form } = await desk.visit({
      colorScheme: "light",
      reducedMotion: "reduce",
      viewport: { width: 320, height: 640 },
    });
    await reach(page, form);
    const [needed, available] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(needed).toBeLessThanOrEqual(available!);
    expect(await brokenPills(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
    for (const colorScheme of ["light", "dark"] as const) {
      await showIn(page, colorScheme);
      expect([colorScheme, await violations(page, { coloursOnly: colorScheme === "dark" })]).toEqual([colorScheme, []]);
      await picture(page, `${name}-1280-${colorScheme}`);
    }
    if (!PICTURES) return;
    await page.setViewportSize({ width: 390, height: 844 });
    for (const colorScheme of ["light", "dark"] as const) {
      await showIn(page, colorScheme);
      await picture(page, `${name}-390-${colorScheme}`);
    }
  });
});

describe("accessibility that axe does not check", () => {
  it("every page has a language, a title and a main landmark", async () => {
    const { page, form } = await desk.visit();
    await form.open(POOL);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("en");
    for (const address of ["/", "/new", "/submissions", "/settings"]) {
      await page.goto(address);
      expect(await page.title()).toMatch(/\S/);
      await page.getByRole("main").waitFor();
    }
  });

  it("every page names the Toloka in use", async () => {
    const { page } = await desk.visit();
    for (const address of ["/", "/new", `/pools/${POOL}/new`, "/submissions", "/settings"]) {
      await page.goto(address);
      await page.getByRole("banner").getByText("Demo (built-in Toloka)", { exact: true }).waitFor();
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
    await form.field("title").focus();
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
