import { expect, it } from "vitest";
import { startDeskInBrowser } from "./desk-in-browser.ts";

const NAME = `заголовок_${"длинное_имя_".repeat(6)}поля`;
const POOL = {
  id: "500",
  name: "Long names",
  input_spec: { [NAME]: { type: "string", required: true, hidden: false } },
  output_spec: { result: { type: "string", required: true, hidden: false } },
};
const desk = startDeskInBrowser([POOL]);

it("a field with a long name leaves every button on the page, and is named without its path", async () => {
  const { form, page } = await desk.visit({ viewport: { width: 390, height: 844 } });
  await form.open(POOL.id);
  await form.create.click();
  await form.result.getByRole("button", { name: `Fix ${NAME}`, exact: true }).waitFor();
  for (const width of [320, 390, 768]) {
    await page.setViewportSize({ width, height: 844 });
    expect([width, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([width, width]);
  }
  await form.field(NAME).fill("typed");
  await form.task.getByRole("radio", { name: "Control" }).check();
  await form.create.click();
  await form.result.getByRole("button", { name: "Fix result", exact: true }).waitFor();
});
