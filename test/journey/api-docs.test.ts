import type { Locator } from "playwright-core";
import { expect, it } from "vitest";
import { routes } from "../../shared/api/routes.ts";
import { startDeskInBrowser } from "./desk-in-browser.ts";

const desk = startDeskInBrowser();

/** Opens an operation, fills in its body, sends the request, and waits for the answer. */
async function tryOut(operation: Locator, body?: string): Promise<Locator> {
  await operation.getByRole("button").first().click();
  await operation.getByRole("button", { name: "Try it out" }).click();
  if (body !== undefined) await operation.locator("textarea").fill(body);
  await operation.getByRole("button", { name: "Execute" }).click();
  const answer = operation.locator(".live-responses-table");
  await answer.waitFor();
  return answer;
}

it("the API's page shows every operation and problem code, and sends the requests that are tried", async () => {
  const { page, context } = await desk.visit();
  // The viewer is a megabyte of script.
  context.setDefaultTimeout(30_000);
  await page.goto("/api/docs");
  const operation = (name: string) => page.locator(`[id$="-${name}"]`);
  await operation("health").waitFor();
  for (const [name, { method, path }] of Object.entries(routes)) {
    const shown = (await operation(name).textContent())!.replaceAll("\u200b", "");
    expect(shown).toContain(method);
    expect(shown).toContain(path);
  }
  await page.getByRole("row", { name: /^POOL_UNKNOWN / }).waitFor();

  expect(await (await tryOut(operation("health"))).textContent()).toMatch(/200.*"environment": "built-in"/s);

  const body = '{"task":{"pool_id":"1080041","input_values":{"title":"From the page","count":7}}}';
  expect(await (await tryOut(operation("createSubmission"), body)).textContent()).toMatch(/20[12].*"From the page"/s);
  const { body: list } = await desk.call("GET", "/api/submissions?pool_id=1080041");
  expect(list).toMatchObject({ items: [{ task: { input_values: { title: "From the page", count: 7 } } }] });
}, 120_000);
