import type { Locator, Page } from "playwright-core";

/** The parts of the page "New task", by role and label. */
export function newTaskPage(page: Page) {
  const task = page.getByRole("region", { name: "Task", exact: true });
  const result = page.getByRole("region", { name: "Result" });
  const named = (id: string): RegExp => new RegExp(`^${id.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w.-])`);
  return {
    task,
    result,
    preview: page.getByRole("region", { name: "Preview" }),
    /** The control of a field of any type. */
    field: (id: string): Locator => task.getByLabel(named(id)).first(),
    text: (id: string): Locator => task.getByRole("textbox", { name: named(id) }),
    create: page.getByRole("button", { name: /^Create task/ }),
    createAndNext: page.getByRole("button", { name: /^Create and next/ }),
    createAnother: page.getByRole("button", { name: /^Create another/ }),
    created: result.getByText(/^Task [0-9a-f]{10}--[0-9a-f]{24} created/),
    draftSaved: page.getByText("Draft saved on this device"),
    async open(poolId: string, search = ""): Promise<void> {
      await page.goto(`/pools/${poolId}/new${search}`);
      await task.waitFor();
    },
  };
}
export type NewTaskPage = ReturnType<typeof newTaskPage>;

/** Waits for the result and returns the id of the created task. */
export async function createdTaskId(on: NewTaskPage): Promise<string> {
  await on.created.waitFor({ timeout: 60_000 });
  return /[0-9a-f]{10}--[0-9a-f]{24}/.exec((await on.created.textContent()) ?? "")?.[0] ?? "";
}

/** Makes the page show the environment as production. */
export async function asInProduction(page: Page): Promise<void> {
  await page.route("**/api/session", async (route) => {
    const answer = await route.fetch();
    const session = (await answer.json()) as { toloka: object };
    const toloka = { ...session.toloka, environment: "production" };
    await route.fulfill({ response: answer, json: { ...session, toloka } });
  });
}
