import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import type { JsonObject } from "../../shared/values/json.ts";
import { startDeskInBrowser } from "./desk-in-browser.ts";
import { createdTaskId } from "./new-task.ts";

const desk = startDeskInBrowser();

const overlapOf = async (taskId: string): Promise<unknown> =>
  ((await desk.call("GET", `/api/tasks/${taskId}`)).body as { task: JsonObject }).task.overlap;
const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.tagName ?? "");

it("stopping asks first and names the taken assignments; result, list and panel show that the task is stopped, until it resumes", async () => {
  const { form, page } = await desk.visit();
  await form.open("1080020");
  await form.field("image").fill("https://example.com/stopped-in-the-bar.jpg");
  await form.create.click();
  const id = await createdTaskId(form);
  await fetch(`${desk.tolokaUrl}/_local/tasks/${id}/take?count=2`, {
    method: "POST",
    headers: { authorization: "OAuth local" },
  });
  const stop = form.result.getByRole("button", { name: "Stop assigning" });
  await stop.click();
  await form.result.getByRole("group", { name: /^2 assignments are already taken and will be paid/ }).waitFor();
  expect(await focused(page)).not.toBe("BUTTON");
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await form.result.getByRole("button", { name: "Keep assigning" }).click();
  expect(await overlapOf(id)).toBe(3);

  await stop.click();
  await form.result.getByRole("group", { name: /2 assignments/ }).waitFor();
  await stop.click();
  await form.result.getByText("Stopped: no new assignments. 2 taken, to be paid.").waitFor();
  expect(await overlapOf(id)).toBe(2);
  expect(await focused(page)).not.toBe("BUTTON");
  await form.result.getByText("Stopped", { exact: true }).waitFor();
  await form.result.getByText("overlap 2 (3 before the stop)").waitFor();

  await page.goto(`/submissions?q=${id}`);
  await page.getByRole("row").getByText("Stopped", { exact: true }).waitFor();
  await page.getByRole("row").getByRole("link").click();
  const panel = page.getByRole("region", { name: "Submission", exact: true });
  await panel.getByText("Status: Stopped").waitFor();
  await panel.getByText("2 (3 before the stop)").waitFor();

  const resume = panel.getByRole("button", { name: "Resume assigning" });
  await resume.click();
  await panel.getByRole("group", { name: /until 3 assignments are taken/ }).waitFor();
  await resume.click();
  await panel.getByRole("button", { name: "Stop assigning" }).waitFor();
  await panel.getByText("Status: Created", { exact: true }).waitFor();
  expect(await overlapOf(id)).toBe(3);
});
