import type { Locator, Page } from "playwright-core";

/** The page "New task" by the names that people and screen readers know its parts by; no class, no test id. */
export function newTaskPage(page: Page) {
  const task = page.getByRole("region", { name: "Task", exact: true });
  const result = page.getByRole("region", { name: "Result" });
  const named = (id: string): RegExp => new RegExp(`^${id.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w.-])`);
  return {
    task,
    result,
    preview: page.getByRole("region", { name: "Preview" }),
    /** The control of a field, whatever kind it is. */
    field: (id: string): Locator => task.getByLabel(named(id)).first(),
    text: (id: string): Locator => task.getByRole("textbox", { name: named(id) }),
    create: page.getByRole("button", { name: /^Create task/ }),
    createAndNext: page.getByRole("button", { name: /^Create and next/ }),
    createAnother: page.getByRole("button", { name: /^Create another/ }),
    /** "Task … created"; a look-alike's id stands in the same place, in other words. */
    created: result.getByText(/Task [0-9a-f]{10}--[0-9a-f]{24} created/).first(),
    async open(poolId: string, search = ""): Promise<void> {
      await page.goto(`/pools/${poolId}/new${search}`);
      await task.waitFor();
    },
  };
}
export type NewTaskPage = ReturnType<typeof newTaskPage>;

/** The id of the task that the page says it has created. */
export async function createdTaskId(on: NewTaskPage): Promise<string> {
  await on.created.waitFor({ timeout: 20_000 });
  return /[0-9a-f]{10}--[0-9a-f]{24}/.exec((await on.created.textContent()) ?? "")?.[0] ?? "";
}

/** Lets the page believe that it creates tasks in production. */
export async function asInProduction(page: Page): Promise<void> {
  await page.route("**/api/session", async (route) => {
    const answer = await route.fetch();
    const session = (await answer.json()) as { toloka: object };
    const toloka = { ...session.toloka, environment: "production" };
    await route.fulfill({ response: answer, json: { ...session, toloka } });
  });
}
