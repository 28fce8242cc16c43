import { describe, expect, it } from "vitest";
import { startDeskInBrowser } from "./desk-in-browser.ts";
import { asInProduction } from "./new-task.ts";

const desk = startDeskInBrowser();
const LATE = { timeout: 60_000 };

describe("the header", () => {
  it("is one line without overflow from 320 to 1920 pixels, in both languages", async () => {
    const { page } = await desk.visit();
    for (const language of ["en", "ru"]) {
      await page.goto("/settings");
      await page.evaluate((chosen) => localStorage.setItem("task-desk:language", JSON.stringify(chosen)), language);
      await page.reload();
      const header = page.getByRole("banner");
      await header
        .getByText(/Demo|Демо/)
        .first()
        .waitFor();
      for (const width of [320, 390, 768, 1280, 1920]) {
        await page.setViewportSize({ width, height: 800 });
        const measured = await header.evaluate((element) => ({
          needed: document.documentElement.scrollWidth,
          height: element.getBoundingClientRect().height,
          outside: [...element.querySelectorAll("a, button, span")]
            .map((part) => part.getBoundingClientRect())
            .filter(({ width, right }) => width > 0 && right > innerWidth).length,
        }));
        expect([language, width, measured]).toEqual([
          language,
          width,
          { needed: expect.any(Number), height: expect.any(Number), outside: 0 },
        ]);
        expect(measured.needed).toBeLessThanOrEqual(width);
        expect(measured.height).toBeLessThanOrEqual(56);
      }
    }
  });

  it("has everything in one menu on a phone, which the keyboard opens, moves through and closes", async () => {
    const { page } = await desk.visit({ viewport: { width: 390, height: 844 } });
    await page.goto("/");
    const button = page.getByRole("button", { name: "Menu" });
    await button.focus();
    await page.keyboard.press("Enter");
    const menu = page.getByRole("menu", { name: "Menu" });
    const active = () => page.evaluate(() => document.activeElement?.textContent);
    await expect.poll(active, LATE).toBe("Home");
    await page.keyboard.press("ArrowDown");
    expect(await active()).toBe("New task");
    await page.keyboard.press("End");
    expect(await active()).toBe("Keyboard shortcuts");
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "detached" });
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    await menu.getByRole("menuitem", { name: "Connection" }).click();
    await page.waitForURL("**/settings");
    await expect.poll(active, LATE).toBe("Connection");
  });

  it("changes the language of the whole page, with its numbers, and keeps it", async () => {
    const { page } = await desk.visit();
    await page.goto("/settings");
    await page.getByText("$100.25").waitFor();
    await page.getByRole("button", { name: "Language" }).click();
    await page.getByRole("menuitemradio", { name: "Русский" }).click();
    const shown = {
      "/settings": /^100,25\s\$$/,
      "/": /^100,25\s\$$/,
      "/pools/1080020/new": "Пул закрыт. Задания ждут его открытия.",
      "/submissions": "Отправок пока нет",
    };
    for (const [address, text] of Object.entries(shown)) {
      await page.goto(address);
      await page.getByText(text).waitFor();
      expect(await page.evaluate(() => document.documentElement.lang)).toBe("ru");
      const texts = await page.evaluate(() => {
        const walker = document.createTreeWalker(document.getElementById("root")!, NodeFilter.SHOW_TEXT);
        const found: string[] = [];
        while (walker.nextNode()) found.push(walker.currentNode.nodeValue ?? "");
        return found;
      });
      const names = /^(?:Cats vs dogs|Local requester \(local\))$/;
      expect([address, texts.filter((text) => /[A-Za-z]{2} [a-z]{2}/.test(text) && !names.test(text))]).toEqual([
        address,
        [],
      ]);
    }
    await page.goto("/nowhere");
    await page.getByRole("heading", { name: "Страница не найдена" }).waitFor();
  });

  it("production is a line across the top, and the first word of the title", async () => {
    const { page } = await desk.visit();
    await asInProduction(page);
    await page.goto("/");
    const header = page.getByRole("banner");
    await header.getByText("Production", { exact: true }).waitFor();
    expect(await page.title()).toMatch(/^Production · Home/);
    const line = await header.evaluate((element) => {
      const { borderTopWidth, borderTopColor } = getComputedStyle(element);
      return { borderTopWidth, borderTopColor };
    });
    expect(line).toEqual({ borderTopWidth: "3px", borderTopColor: "rgb(176, 37, 37)" });
  });
});

describe("a part of the page that cannot be fetched", () => {
  it("is said to be so, not to be broken, and opens when the connection is back", async () => {
    const { page, context } = await desk.visit();
    const parts = /history-page.*\.js$/;
    await page.route(parts, (route) => route.abort("internetdisconnected"));
    await page.goto("/");
    await page.getByRole("heading", { level: 1, name: "Home" }).waitFor();
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Submissions" }).click();
    const alert = page.getByRole("main").getByRole("alert");
    await alert.getByRole("heading", { name: "This page couldn't be loaded" }).waitFor();
    expect(await alert.textContent()).not.toContain("error occurred");
    await page.unroute(parts);
    await context.setOffline(true);
    await context.setOffline(false);
    await page.getByRole("heading", { level: 1, name: "Submissions" }).waitFor();
  });
});
