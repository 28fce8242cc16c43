import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { createServer, type ViteDevServer } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "../axe.ts";
import { launchBrowser, visit } from "../browser.ts";

const ROOT = join(import.meta.dirname, "../..");

let server: ViteDevServer;
let browser: Browser;
beforeAll(async () => {
  server = await createServer({
    configFile: join(ROOT, "vite.config.ts"),
    cacheDir: join(ROOT, ".cache/vite-components"),
    logLevel: "silent",
    server: { port: 0, hmr: false, watch: null },
  });
  await server.listen();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function open(colorScheme: "light" | "dark"): Promise<Page> {
  const { page } = await visit(browser, server.resolvedUrls!.local[0]!, { colorScheme, reducedMotion: "reduce" });
  page.setDefaultTimeout(50_000);
  await page.goto("/components");
  await page.getByRole("heading", { name: "Components" }).waitFor();
  await page.locator(".cm-content").waitFor();
  return page;
}

describe.each(["light", "dark"] as const)("every component, %s", (scheme) => {
  it("has no violation, shows its focus by a ring of 2 pixels, and fits into 320 pixels", async () => {
    const page = await open(scheme);
    expect(await violations(page)).toEqual([]);
    expect(await ringsThatAreMissing(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.context().close();
  });

  it("menus and dialogs have no violation, keep the focus, and give it back", async () => {
    const page = await open(scheme);
    const menu = page.getByRole("button", { name: "Theme" });
    await menu.click();
    await page.getByRole("menu").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    const opener = page.getByRole("button", { name: "Open dialog" });
    await opener.click();
    const dialog = page.getByRole("dialog", { name: "A dialog" });
    await dialog.waitFor();
    expect(await violations(page)).toEqual([]);
    for (let presses = 0; presses < 6; presses++) {
      await page.keyboard.press("Tab");
      expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    }
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.context().close();
  });
});

/** Goes through the page by Tab, and names what has the focus without a ring around it or around its label. */
async function ringsThatAreMissing(page: Page): Promise<string[]> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const missing: string[] = [];
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(() => {
      const active = document.activeElement;
      if (active === null || active === document.body) return null;
      const accent = getComputedStyle(document.querySelector("[data-accent]")!).color;
      const ring = [active, active.closest("label"), active.closest("[class*='_editor_']")].some((element) => {
        if (element === null) return false;
        const { outlineStyle, outlineWidth, outlineOffset, outlineColor } = getComputedStyle(element);
        return `${outlineStyle} ${outlineWidth} ${outlineOffset} ${outlineColor}` === `solid 2px 1px ${accent}`;
      });
      return { ring, html: active.outerHTML.slice(0, 100) };
    });
    if (found === null) return missing;
    if (!found.ring) missing.push(found.html);
  }
  throw new Error("the page has more than 60 stops of the Tab key");
}
