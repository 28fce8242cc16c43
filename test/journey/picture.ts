import { join } from "node:path";
import { SAMPLES, samplePictureUrl } from "../../shared/samples.ts";
import { startDesk } from "../support/desk/desk-in-process.ts";
import { launchBrowser, visit } from "./browser.ts";
import { newTaskPage } from "./new-task.ts";

/** `npm run picture`: the README's pictures, taken of the real page. */
const folder = join(import.meta.dirname, "../../docs");
const desk = await startDesk();
const browser = await launchBrowser();
try {
  for (const name of SAMPLES.pictures.slice(1)) {
    const task = { pool_id: SAMPLES.poolId, input_values: { image: samplePictureUrl(desk.tolokaUrl, name) } };
    await desk.call("POST", "/api/submissions?wait=20", { task, parameters: { allow_defaults: true } });
  }
  for (const colorScheme of ["light", "dark"] as const) {
    const { page, context } = await visit(browser, desk.url, {
      colorScheme,
      reducedMotion: "reduce",
      viewport: { width: 1280, height: 1120 },
      deviceScaleFactor: 1.5,
    });
    const form = newTaskPage(page);
    await form.open(SAMPLES.poolId);
    await form.field(SAMPLES.field).fill(samplePictureUrl(desk.tolokaUrl, "dog"));
    await form.preview.getByText(/\d+ × \d+/).waitFor();
    await page.screenshot({ path: join(folder, `picture-${colorScheme}.png`) });
    await page.setViewportSize({ width: 1280, height: 480 });
    await page.goto("/submissions");
    await page.getByText("grey-cat").first().waitFor();
    await page.screenshot({ path: join(folder, `submissions-${colorScheme}.png`) });
    await context.close();
  }
} finally {
  await browser.close();
  await desk.remove();
}
