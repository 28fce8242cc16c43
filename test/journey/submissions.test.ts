import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { SMALL_POOL } from "../support/toloka/small-toloka.ts";
import { startDeskInBrowser } from "./desk-in-browser.ts";

const desk = startDeskInBrowser([]);

const id = (number: number): string => `0f8b6c1e-0000-4000-8000-${String(number).padStart(12, "0")}`;
const picture = (number: number): string => `https://example.com/list/dog-${number}.jpg`;
const MANY = 60;

const submit = (operationId: string, image: string, { async_mode = true, wait = 5 } = {}) =>
  desk.call("POST", `/api/submissions?wait=${wait}`, {
    task: { pool_id: SMALL_POOL, input_values: { image } },
    parameters: { operation_id: operationId, async_mode },
  });

const drawer = (page: Page) => page.getByRole("dialog", { name: "Submission" });
const rows = (page: Page) => page.locator("tbody").getByRole("row");
const path = (page: Page): string => new URL(page.url()).pathname;

const LOST = { id: id(920), image: "https://example.com/lost.jpg" };

beforeAll(async () => {
  // Synchronous, with a lost request: it becomes uncertain after 20 seconds, while the other tests run.
  desk.toloka.intercept((_method, _path, query) =>
    query.get("operation_id") === LOST.id ? { kind: "reset", when: "before" } : null,
  );
  await submit(LOST.id, LOST.image, { async_mode: false, wait: 0 });
  await Promise.all(Array.from({ length: MANY }, (_, index) => submit(id(index), picture(index))));
});

describe("the list of submissions", () => {
  it("loads more on request, and shows how many there are", async () => {
    const { page } = await desk.visit();
    await page.goto("/submissions?q=list");
    await page.getByText("50 or more shown").waitFor();
    await page.getByRole("button", { name: "Load more" }).click();
    await page.getByText(`${MANY} shown`).waitFor();
    expect(await rows(page).count()).toBe(MANY);
  });

  it("keeps its filters in the address, so that Back undoes the last choice", async () => {
    const { page } = await desk.visit();
    await page.goto("/submissions");
    await page.getByLabel("Status").selectOption("rejected");
    await page.getByText("Nothing matches these filters.").waitFor();
    await page.getByLabel("Status").selectOption("created");
    await rows(page).first().waitFor();
    expect(new URL(page.url()).search).toBe("?status=created");
    await page.goBack();
    await page.getByText("Nothing matches these filters.").waitFor();
    expect(await page.getByLabel("Status").inputValue()).toBe("rejected");
    await page.getByRole("button", { name: "Show all submissions" }).click();
    await rows(page).first().waitFor();
  });

  it("has a search that opens with /", async () => {
    const { page } = await desk.visit();
    await page.goto("/submissions");
    await rows(page).first().waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("dog-42");
    await page.getByText("1 shown", { exact: true }).waitFor();
    expect(await rows(page).first().textContent()).toContain(picture(42));
    expect(new URL(page.url()).search).toBe("?q=dog-42");
  });

  it("shows new submissions of others without a reload", async () => {
    const { page } = await desk.visit();
    await page.goto("/submissions");
    await page.getByText("live", { exact: true }).waitFor();
    await submit(id(900), "https://example.com/from-elsewhere.jpg");
    await page.getByText("https://example.com/from-elsewhere.jpg").waitFor();
  });

  it("shows an error, and not an empty list, when it cannot be loaded", async () => {
    const { page } = await desk.visit();
    await page.route("**/api/submissions?*", (route) => route.abort());
    await page.goto("/submissions");
    await page.getByText("The submissions could not be loaded.").waitFor();
    expect(await page.getByText(/No submissions yet/).count()).toBe(0);
    await page.unroute("**/api/submissions?*");
    await page.getByRole("button", { name: "Try again" }).click();
    await rows(page).first().waitFor();
  });
});

describe("the drawer of a submission", () => {
  it("opens and closes by keyboard, and restores focus and address", async () => {
    const { page } = await desk.visit();
    await page.goto("/submissions?q=dog-17");
    const link = rows(page).first().getByRole("link");
    await link.focus();
    await page.keyboard.press("Enter");
    await drawer(page).getByText("What happened").waitFor();
    expect(path(page)).toBe(`/submissions/${id(17)}`);
    // Shortcuts of the list do nothing while the drawer is open.
    await page.keyboard.press("c");
    await page.keyboard.press("Escape");
    await drawer(page).waitFor({ state: "detached" });
    await expect.poll(() => path(page)).toBe("/submissions");
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it("copies the request on pages without a clipboard API", async () => {
    const { page } = await desk.visit();
    await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await page.goto(`/submissions/${id(3)}`);
    await drawer(page).getByRole("button", { name: "Copy as curl" }).click();
    await drawer(page).getByText("Copied", { exact: true }).waitFor();
  });

  it("stops assigning after a question that names the cost", async () => {
    const { page } = await desk.visit();
    await page.goto(`/submissions/${id(5)}`);
    const stop = drawer(page).getByRole("button", { name: "Stop assigning" });
    await stop.click();
    await drawer(page)
      .getByRole("group", { name: /will be paid/ })
      .waitFor();
    await drawer(page).getByRole("button", { name: "Keep assigning" }).click();
    expect(await stop.evaluate((element) => element === document.activeElement)).toBe(true);
    await stop.click();
    await drawer(page)
      .getByRole("group", { name: /will be paid/ })
      .waitFor();
    await stop.click();
    await drawer(page).getByText("Stopped: no new assignments.").waitFor();
    await drawer(page).getByText("stopped assigning").first().waitFor();
  });

  it("fills the form for a similar task", async () => {
    const { page, form } = await desk.visit();
    await page.goto(`/submissions/${id(8)}`);
    await drawer(page).getByRole("link", { name: "Create similar" }).click();
    await form.field("image").waitFor();
    await page.waitForFunction(
      (value) =>
        [...document.querySelectorAll("input, textarea")].some((field) => "value" in field && field.value === value),
      picture(8),
    );
    expect(path(page)).toBe(`/pools/${SMALL_POOL}/new`);
  });

  it("cancels a submission of which nothing was sent", async () => {
    const { page } = await desk.visit();
    await desk.toloka.refuse();
    await submit(id(910), "https://example.com/given-up.jpg", { wait: 0 });
    await page.goto(`/submissions/${id(910)}`);
    const cancel = drawer(page).getByRole("button", { name: "Cancel" });
    await cancel.click();
    await cancel.click();
    await drawer(page).getByText("Status: Cancelled").waitFor();
    await desk.toloka.listen();
  });

  it("sends an uncertain submission again when the operator decides so", async () => {
    const { page } = await desk.visit();
    await page.goto(`/submissions/${LOST.id}`);
    await drawer(page).getByText("Status: Uncertain").waitFor({ timeout: 40_000 });
    desk.toloka.intercept(null);
    const again = drawer(page).getByRole("button", { name: "Send again" });
    await again.click();
    await drawer(page)
      .getByRole("group", { name: /paid twice/ })
      .waitFor();
    await again.click();
    await drawer(page).getByRole("heading", { name: "What exists" }).waitFor();
    const stored = desk.toloka.store.tasks.filter(
      ({ input_values }) => (input_values as { image?: string } | null)?.image === LOST.image,
    );
    expect(stored).toHaveLength(1);
  });
});
