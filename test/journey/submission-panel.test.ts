import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Submission } from "../../shared/submission.ts";
import { SMALL_POOL } from "../support/toloka/small-toloka.ts";
import { startDeskInBrowser } from "./desk-in-browser.ts";
import { idOf, pictureOf, REJECTED_NOTE, submissionsPage, submitTo } from "./submissions-page.ts";

const desk = startDeskInBrowser([]);
const [LOST, NAMED, REJECTED] = [
  { id: idOf(920), image: "https://example.com/lost.jpg" },
  { id: idOf(921), image: "https://example.com/lost-and-named.jpg" },
  { id: idOf(922), image: "https://example.com/refused.jpg" },
];

beforeAll(async () => {
  // Synchronous, with a lost request: they become uncertain after 20 seconds, while the other tests run.
  desk.toloka.intercept((_method, _path, query) =>
    [LOST.id, NAMED.id].includes(query.get("operation_id") ?? "") ? { kind: "reset", when: "before" } : null,
  );
  for (const { id, image } of [LOST, NAMED]) await submitTo(desk, id, image, { async_mode: false, wait: 0 });
  for (let index = 0; index < 10; index++) await submitTo(desk, idOf(index), pictureOf(index));
  await submitTo(desk, REJECTED.id, REJECTED.image, { note: REJECTED_NOTE });
});

/** A task that was created past Task Desk, with content that the search does not look for. */
async function createdElsewhere(): Promise<string> {
  const answer = await fetch(`${desk.toloka.url}/api/v1/tasks?async_mode=false&allow_defaults=true`, {
    method: "POST",
    headers: { authorization: `ApiKey ${desk.toloka.token}`, "content-type": "application/json" },
    body: JSON.stringify({ pool_id: SMALL_POOL, input_values: { image: "https://example.com/elsewhere.jpg" } }),
  });
  return ((await answer.json()) as { id: string }).id;
}

/** Waits until a submission will not be tried again soon: meanwhile it can be cancelled. */
async function betweenTries(id: string): Promise<void> {
  const untilNextTry = async (): Promise<number> => {
    const { body } = await desk.call("GET", `/api/submissions/${id}`);
    return Date.parse((body as unknown as Submission).next_at ?? "") - Date.now();
  };
  await expect.poll(untilNextTry).toBeGreaterThan(2_500);
}

async function open(address: string, width = 1280) {
  const { page, form } = await desk.visit({ viewport: { width, height: 900 } });
  await page.goto(address);
  return { page, form, list: submissionsPage(page) };
}

describe("the panel of a submission", () => {
  it("opens and closes by keyboard beside the list; focus and address come back, and Back does not open it again", async () => {
    const { page, list } = await open("/");
    await page.goto("/submissions?q=list");
    await list.row("dog-7.jpg").waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await expect.poll(focused).toContain("dog-7.jpg");
    await page.keyboard.press("k");
    await expect.poll(focused).toContain("dog-8.jpg");
    await page.keyboard.press("Enter");
    await list.panel.getByText("Activity").waitFor();
    expect(list.path()).toBe(`/submissions/${idOf(8)}`);
    expect(await list.rows.count()).toBe(10);
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await expect.poll(list.path).toBe(`/submissions/${idOf(7)}`);
    await page.keyboard.press("Escape");
    await list.panel.waitFor({ state: "detached" });
    expect([list.path(), list.query()]).toEqual(["/submissions", "?q=list"]);
    await expect.poll(focused).toContain("dog-7.jpg");
    await page.goBack();
    await expect.poll(list.path).toBe("/");
  });

  it("opens from anywhere in a row, and takes the whole page where it is narrow", async () => {
    const { page, list } = await open("/submissions?q=list", 390);
    await list.rows.nth(8).getByText("Created", { exact: true }).click();
    await list.panel.getByText("Activity").waitFor();
    expect(await list.rows.first().isVisible()).toBe(false);
    expect(await page.evaluate(() => [scrollY, document.documentElement.scrollWidth])).toEqual([0, 390]);
    await list.panel.getByRole("button", { name: "Close" }).click();
    await expect
      .poll(() =>
        list.rows
          .nth(8)
          .getByRole("link")
          .evaluate((link) => link === document.activeElement),
      )
      .toBe(true);
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
  });

  it("closes to the list when it was opened by its address", async () => {
    const { page, list } = await open(`/submissions/${idOf(3)}?q=list`);
    await list.panel.getByText("Operation succeeded (", { exact: false }).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(list.path).toBe("/submissions");
    expect(list.query()).toBe("?q=list");
  });

  it("shows the media first, whole", async () => {
    const { list } = await open(`/submissions/${idOf(3)}`);
    const image = list.panel.getByRole("img", { name: /^image: dog-3\.jpg/ });
    await image.waitFor();
    const box = (await image.boundingBox())!;
    const title = (await list.panel.getByRole("heading", { name: "Activity" }).boundingBox())!;
    expect(box.y + box.height).toBeLessThan(title.y);
  });

  it("copies the request on pages without a clipboard API", async () => {
    const { page } = await desk.visitAlone();
    const { panel } = submissionsPage(page);
    await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await page.goto(`/submissions/${idOf(3)}`);
    await panel.getByRole("button", { name: "Copy curl" }).click();
    await panel.getByText("Copied", { exact: true }).waitFor();
  });

  it("stops assigning after a question that names the cost; Escape answers the question and leaves the panel open", async () => {
    const { page, list } = await open(`/submissions/${idOf(5)}`);
    const stop = list.panel.getByRole("button", { name: "Stop assigning" });
    const question = list.panel.getByRole("group", { name: /will be paid/ });
    await stop.click();
    await question.waitFor();
    await page.keyboard.press("Escape");
    await question.waitFor({ state: "detached" });
    expect(await stop.evaluate((element) => element === document.activeElement)).toBe(true);
    await stop.click();
    await question.waitFor();
    await stop.click();
    await list.panel.getByText("Stopped: no new assignments.").waitFor();
    await list.panel
      .getByText(/^Stopped assigning by/)
      .first()
      .waitFor();
    await list.row("dog-5.jpg").waitFor();
    await list.rows.filter({ hasText: "dog-5.jpg" }).getByText("Stopped", { exact: true }).waitFor();
  });

  it("fills the form for a similar task", async () => {
    const { form, list } = await open(`/submissions/${idOf(8)}`);
    await list.panel.getByRole("link", { name: "Create similar" }).click();
    await form.field("image").waitFor();
    await expect.poll(() => form.field("image").inputValue()).toBe(pictureOf(8));
    expect(list.path()).toBe(`/pools/${SMALL_POOL}/new`);
  });

  it("offers to fix a rejected one first, says why it was rejected, and fills the form with it", async () => {
    const { form, list } = await open(`/submissions/${REJECTED.id}`);
    const actions = list.panel.getByRole("region", { name: "Actions" });
    await actions.waitFor();
    expect(await actions.getByRole("link").first().textContent()).toBe("Fix and resubmit");
    await actions.getByRole("link").first().click();
    await expect.poll(() => form.field("image").inputValue()).toBe(REJECTED.image);
  });

  it("cancels a submission of which nothing was sent", async () => {
    await desk.toloka.refuse();
    onTestFinished(() => desk.toloka.listen());
    await submitTo(desk, idOf(910), "https://example.com/given-up.jpg", { wait: 0 });
    const { list } = await open(`/submissions/${idOf(910)}`);
    const cancel = list.panel.getByRole("button", { name: "Cancel submission" });
    await cancel.waitFor();
    await betweenTries(idOf(910));
    await cancel.click();
    await cancel.click();
    await list.panel.getByText("Status: Cancelled").waitFor();
  });

  it("asks whether to cancel until that is answered, also while the submission is being tried again", async () => {
    await desk.toloka.refuse();
    onTestFinished(() => desk.toloka.listen());
    await submitTo(desk, idOf(911), "https://example.com/asked-about.jpg", { wait: 0 });
    const { page, list } = await open("/submissions");
    // As long as it would be with a Toloka that is slow to refuse.
    let sending = false;
    await page.route(`**/api/submissions/${idOf(911)}`, async (route) => {
      const answer = await route.fetch();
      const now = (await answer.json()) as Submission;
      await route.fulfill({ response: answer, json: sending ? { ...now, status: "sending", next_at: null } : now });
    });
    await page.goto(`/submissions/${idOf(911)}`);
    const cancel = list.panel.getByRole("button", { name: "Cancel submission" });
    await cancel.click();
    const question = list.panel.getByRole("group", { name: /^Cancel this submission\?/ });
    await question.waitFor();
    sending = true;
    await list.panel.getByText("Status: Sending").waitFor();
    expect(await cancel.getAttribute("aria-busy")).toBe("true");
    await cancel.click();
    expect(await question.isVisible()).toBe(true);
    sending = false;
    await list.panel.getByText("Status: Sending").waitFor({ state: "detached" });
    await betweenTries(idOf(911));
    await cancel.click();
    await list.panel.getByText("Status: Cancelled").waitFor();
  });

  it("sends an uncertain submission again when the operator decides so", async () => {
    const { list } = await open(`/submissions/${LOST.id}`);
    await list.panel.getByText("Status: Uncertain").waitFor({ timeout: 60_000 });
    desk.toloka.intercept(null);
    const again = list.panel.getByRole("button", { name: "Send again" });
    await again.click();
    await list.panel.getByRole("group", { name: /paid twice/ }).waitFor();
    await again.click();
    await list.panel.getByRole("region", { name: "Task", exact: true }).waitFor();
    const stored = desk.toloka.store.tasks.filter(
      ({ input_values }) => (input_values as { image?: string } | null)?.image === LOST.image,
    );
    expect(stored).toHaveLength(1);
  });

  it("takes the id of the existing task by hand where the search found none", async () => {
    const { list } = await open(`/submissions/${NAMED.id}`);
    await list.panel.getByText("Status: Uncertain").waitFor({ timeout: 60_000 });
    desk.toloka.intercept(null);
    const exists = list.panel.getByRole("button", { name: "It exists" });
    const field = list.panel.getByRole("textbox", { name: "ID of the existing task" });
    await field.waitFor();
    expect(await exists.isDisabled()).toBe(true);
    const { body } = await desk.call("GET", `/api/submissions/${idOf(1)}`);
    await field.fill((body as unknown as { created_task: { id: string } }).created_task.id);
    await exists.click();
    await exists.click();
    await list.panel.getByRole("listitem").getByText("This task belongs to another pool or submission").waitFor();
    await field.fill(await createdElsewhere());
    await exists.click();
    await exists.click();
    await list.panel.getByText("Status: Created").waitFor();
  });
});
