import { describe, expect, it } from "vitest";
import { startDeskInBrowser } from "./desk-in-browser.ts";
import { asInProduction, createdTaskId, newTaskPage } from "./new-task.ts";

const desk = startDeskInBrowser();
const POOL = "1080020";
const SEED_IMAGE = "https://tlk.s3.yandex.net/dataset/cats_vs_dogs/dogs/048e5760fc5a46faa434922b2447a527.jpg";

const tasksWith = async (image: string): Promise<number> => {
  const { body } = await desk.call("GET", `/api/submissions?limit=200&pool_id=${POOL}`);
  const { items } = body as unknown as { items: { status: string; task: { input_values: { image?: string } } }[] };
  return items.filter(({ status, task }) => status === "created" && task.input_values.image === image).length;
};

describe("creating a task on the page", () => {
  it("creates the example task in pool 1080020 with the pool's default overlap", async () => {
    const { form, page } = await desk.visit();
    await form.open(POOL);
    await form.field("image").fill(SEED_IMAGE);
    await form.create.click();
    const id = await createdTaskId(form);
    expect(id).toMatch(/^0000107ad4--[0-9a-f]{24}$/);
    const { body } = await desk.call("GET", `/api/submissions?q=${id}`);
    const [submission] = (body as unknown as { items: Record<string, unknown>[] }).items;
    expect(submission).toMatchObject({
      status: "created",
      task: { pool_id: POOL, input_values: { image: SEED_IMAGE } },
      created_task: { id, overlap: expect.any(Number) },
    });
    expect(await page.title()).toMatch(/Task Desk/);
  });

  it("finds a pool by its project's name", async () => {
    const { form, page } = await desk.visit();
    await page.goto("/");
    await page.getByRole("combobox", { name: "Pool" }).fill("cats");
    await page.getByRole("option", { name: /1080020/ }).click();
    await form.field("image").waitFor();
    expect(new URL(page.url()).pathname).toBe(`/pools/${POOL}/new`);
  });

  it("shows an invalid value at its field and sends nothing", async () => {
    const { form, page } = await desk.visit();
    await form.open(POOL);
    await form.field("image").fill("not an address");
    await form.create.click();
    await form.task.getByText("Enter a URL that starts with www., http:// or https://").waitFor();
    expect(await form.field("image").getAttribute("aria-invalid")).toBe("true");
    const { body } = await desk.call("GET", "/api/submissions?q=address");
    expect((body as { items: unknown[] } | null)?.items).toEqual([]);
    await form.field("image").fill("https://example.com/corrected.jpg");
    await form.create.click();
    await createdTaskId(form);
    expect(page.url()).toContain(POOL);
  });

  it("shows what Toloka refuses at the field, and keeps what was typed", async () => {
    const { form, page } = await desk.visit();
    await page.route("**/api/submissions?*", (route) =>
      route.fulfill({
        status: 422,
        contentType: "application/problem+json",
        body: JSON.stringify({
          type: "urn:task-desk:problem:validation-error",
          title: "Invalid",
          status: 422,
          code: "VALIDATION_ERROR",
          detail: "Toloka rejected some values. Correct the marked fields.",
          fields: { "input_values.image": { code: "VALUE_NOT_ALLOWED", message: "Value not allowed" } },
        }),
      }),
    );
    await form.open(POOL);
    await form.field("image").fill("https://example.com/refused.jpg");
    await form.create.click();
    await form.result.getByRole("paragraph").getByText("Toloka rejected some values").waitFor();
    await form.task.getByText("Value not allowed").waitFor();
    expect(await form.field("image").inputValue()).toBe("https://example.com/refused.jpg");
  });

  it("says why a locked pool takes no task, without a field to fix", async () => {
    const { form } = await desk.visit();
    await form.open("1080028");
    await form.field("image").fill("https://example.com/locked.jpg");
    await form.create.click();
    await form.result.getByRole("paragraph").getByText("Another operation is running on the pool").waitFor();
    expect(await form.result.textContent()).not.toMatch(/field|pool_id/);
    expect(await form.field("image").inputValue()).toBe("https://example.com/locked.jpg");
  });

  it("says of an archived pool and of one without smart mixing why they take no tasks", async () => {
    const { body } = await desk.call("GET", "/api/pools?limit=300");
    const rows = (body as unknown as { items: { pool: { id: string; status: string; mixer_config?: unknown } }[] })
      .items;
    const unfit = rows.filter(({ pool }) => pool.status === "ARCHIVED" || !pool.mixer_config);
    expect(unfit.length).toBeGreaterThan(1);
    const { page } = await desk.visit();
    for (const { pool } of unfit) {
      await page.goto(`/pools/${pool.id}/new`);
      const reason = pool.status === "ARCHIVED" ? "Pool is archived" : "Pool has no smart mixing";
      await page.getByText(reason).waitFor();
    }
  });

  it("keeps what was typed over a reload", async () => {
    const { form, page } = await desk.visit();
    await form.open(POOL);
    await form.field("image").fill("https://example.com/kept.jpg");
    await form.draftSaved.waitFor();
    await page.reload();
    await form.field("image").waitFor();
    expect(await form.field("image").inputValue()).toBe("https://example.com/kept.jpg");
    await form.create.click();
    await createdTaskId(form);
  });

  it("shows the draft's value of a field that the project no longer has, until it is dismissed", async () => {
    const { form, page } = await desk.visit();
    await form.open(POOL);
    await form.field("image").fill("https://example.com/typed-long-ago.jpg");
    await form.draftSaved.waitFor();
    await page.goto("/submissions");
    await page.evaluate(() => {
      for (const [key, text] of Object.entries(localStorage))
        if (key.startsWith("task-desk:draft:")) localStorage.setItem(key, text.replaceAll("f_image", "f_photo"));
    });
    const gone = page.getByRole("region", { name: "Removed fields" });
    for (const _visit of ["first", "again"]) {
      await form.open(POOL);
      await gone.getByText("https://example.com/typed-long-ago.jpg").waitFor();
      expect(await gone.getByRole("term").textContent()).toBe("photo");
      expect(await form.field("image").inputValue()).toBe("");
    }
    await gone.getByRole("button", { name: "Dismiss" }).click();
    await gone.waitFor({ state: "detached" });
    await form.open(POOL);
    await form.field("image").waitFor();
    expect(await gone.count()).toBe(0);
  });

  it("creates with Ctrl+Enter, and empties the form with Create another", async () => {
    const { form, page } = await desk.visit();
    await form.open(POOL);
    await form.field("image").fill("https://example.com/by-key.jpg");
    await page.keyboard.press("Control+Enter");
    await createdTaskId(form);
    await form.createAnother.click();
    expect(await form.field("image").inputValue()).toBe("");
  });

  it("asks once before it creates in production, and sends nothing when cancelled", async () => {
    const { form, page } = await desk.visit();
    await asInProduction(page);
    const image = "https://example.com/in-production.jpg";
    await form.open(POOL);
    await page.getByRole("banner").getByText("Production", { exact: true }).waitFor();
    await form.field("image").fill(image);
    const create = page.getByRole("button", { name: "Create task in production" });
    await create.click();
    await form.result.getByText(/in production:.*\$/).waitFor();
    await form.result.getByRole("button", { name: "Cancel" }).click();
    expect(await form.field("image").inputValue()).toBe(image);
    expect(await tasksWith(image)).toBe(0);
    await create.click();
    await form.result.getByRole("button", { name: "Create in production" }).click();
    await createdTaskId(form);
    expect(await tasksWith(image)).toBe(1);
  });

  it("creates one task for a double click", async () => {
    const { form } = await desk.visit();
    const image = "https://example.com/double.jpg";
    await form.open(POOL);
    await form.field("image").fill(image);
    await form.create.dblclick();
    await createdTaskId(form);
    expect(await tasksWith(image)).toBe(1);
  });

  it("creates one task from two tabs with the same draft", async () => {
    const { form, context } = await desk.visit();
    const image = "https://example.com/tabs.jpg";
    await form.open(POOL);
    await form.field("image").fill(image);
    await form.draftSaved.waitFor();
    const other = newTaskPage(await context.newPage());
    await other.open(POOL);
    await expect.poll(() => other.field("image").inputValue()).toBe(image);
    await Promise.all([form.create.click(), other.create.click()]);
    await Promise.all([createdTaskId(form), createdTaskId(other)]);
    expect(await tasksWith(image)).toBe(1);
  });

  it("fills the fields from a deep link", async () => {
    const { form } = await desk.visit();
    await form.open(POOL, `?input.image=${encodeURIComponent("https://example.com/deep.jpg")}`);
    expect(await form.field("image").inputValue()).toBe("https://example.com/deep.jpg");
  });

  it("shows the draft again after Back", async () => {
    const { form, page } = await desk.visit();
    await form.open(POOL);
    await form.field("image").fill("https://example.com/back.jpg");
    await page.getByRole("link", { name: "Submissions" }).click();
    await page.waitForURL(/submissions/);
    await page.goBack();
    await form.field("image").waitFor();
    expect(await form.field("image").inputValue()).toBe("https://example.com/back.jpg");
  });
});

describe("the preview", () => {
  it("shows a picture with its size in pixels, and an error for one that does not exist", async () => {
    const { form, page } = await desk.visit();
    await form.open(POOL);
    await form.field("image").fill(`${desk.tolokaUrl}/pictures/dog.png`);
    const picture = form.preview.getByRole("img", { name: "image: dog.png" });
    await picture.waitFor();
    await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
    await form.preview.getByText(/\d+ × \d+/).waitFor();
    await form.field("image").fill(`${desk.tolokaUrl}/pictures/no-such-picture.png`);
    await form.preview.getByText("Couldn't load the image", { exact: true }).waitFor();
    expect(page.url()).toContain(POOL);
  });
});
