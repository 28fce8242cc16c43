import { join } from "node:path";
import { startDesk } from "../support/desk/desk-in-process.ts";
import { launchBrowser, visit } from "./browser.ts";
import { newTaskPage } from "./new-task.ts";

/** `npm run picture`: the README's pictures, taken of the real page. */
const folder = join(import.meta.dirname, "../../docs");
const desk = await startDesk();
const browser = await launchBrowser();
try {
  for (const colorScheme of ["light", "dark"] as const) {
    const { page, context } = await visit(browser, desk.url, {
      colorScheme,
      reducedMotion: "reduce",
      viewport: { width: 1280, height: 800 },
      deviceScaleFactor: 1.5,
    });
    const form = newTaskPage(page);
    await form.open("1080020");
    await form.field("image").fill(`${desk.tolokaUrl}/pictures/dog.png`);
    await form.preview.getByText(/\d+ × \d+/).waitFor();
    await page.screenshot({ path: join(folder, `picture-${colorScheme}.png`) });
    await context.close();
  }
} finally {
  await browser.close();
  await desk.remove();
}
