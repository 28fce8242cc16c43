import type { Page } from "playwright-core";
import type { FieldSpec, Pool, Project } from "../../shared/toloka.ts";
import type { DeskInBrowser } from "./desk-in-browser.ts";
import { createdTaskId, type NewTaskPage } from "./new-task.ts";

/** A state of the page, and how to reach it. */
export interface State {
  name: string;
  reach: (page: Page, form: NewTaskPage) => Promise<void>;
}

const POOL = "1080020";

interface Row {
  pool: Pool;
  project: Project | null;
}

async function poolWhere(desk: DeskInBrowser, what: string, fits: (row: Row) => boolean): Promise<string> {
  const { body } = await desk.call("GET", "/api/pools?limit=300");
  const found = (body as unknown as { items: Row[] }).items.find(fits);
  if (!found) throw new Error(`the built-in Toloka has no pool ${what}`);
  return found.pool.id;
}

const typesOf = ({ project }: Row): Set<string> =>
  new Set(Object.values(project?.task_spec.input_spec ?? {}).map(({ type }: FieldSpec) => type));

export const sixteenTypesPool = (desk: DeskInBrowser): Promise<string> =>
  poolWhere(desk, "with all sixteen types", (row) => typesOf(row).size >= 16);

let images = 0;
/** Another address at each call, so that no task is a duplicate by accident. */
const anotherImage = (): string => `https://example.com/state-${++images}.jpg`;

async function create(form: NewTaskPage, image: string = anotherImage()): Promise<string> {
  await form.open(POOL);
  await form.field("image").fill(image);
  await form.create.click();
  return createdTaskId(form);
}

async function createInvalid(page: Page, form: NewTaskPage, poolId: string): Promise<void> {
  await form.open(poolId);
  await form.create.click();
  await page.locator("[aria-invalid=true]").first().waitFor();
}

/** The pages and their states on a desk with the built-in Toloka. */
export function statesOf(desk: DeskInBrowser): State[] {
  const openDialog = (name: string) => async (page: Page, form: NewTaskPage) => {
    await form.open(POOL);
    await page.getByRole("button", { name }).click();
    await page.getByRole("dialog", { name }).waitFor();
  };
  const openDialogByKey = (name: string, key: string) => async (page: Page, form: NewTaskPage) => {
    await form.open(POOL);
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press(key);
    await page.getByRole("dialog", { name }).waitFor();
  };
  const chooseKind = (name: string) => async (page: Page, form: NewTaskPage) => {
    await form.open(POOL);
    await page.getByRole("radio", { name }).check();
    await form.task.getByRole("heading", { name: "Known solutions" }).waitFor();
  };
  return [
    {
      name: "home",
      reach: (page) => page.goto("/").then(() => page.getByRole("link", { name: "Brown dog" }).waitFor()),
    },
    { name: "connection", reach: (page) => page.goto("/settings").then(() => page.getByText("$100.25").waitFor()) },
    {
      name: "no-pool-yet",
      reach: (page) => page.goto("/new").then(() => page.getByRole("heading", { level: 1 }).waitFor()),
    },
    { name: "new-task", reach: (_page, form) => form.open(POOL) },
    { name: "every-type", reach: async (_page, form) => form.open(await sixteenTypesPool(desk)) },
    {
      name: "every-type-errors",
      reach: async (page, form) => createInvalid(page, form, await sixteenTypesPool(desk)),
    },
    { name: "control-task", reach: chooseKind("Control") },
    { name: "training-task", reach: chooseKind("Training") },
    {
      name: "options",
      reach: async (page, form) => {
        await form.open(POOL);
        await page.getByRole("button", { name: "Edit options" }).click();
        await page.getByRole("checkbox").first().waitFor();
      },
    },
    {
      name: "preview",
      reach: async (page, form) => {
        await form.open(POOL);
        await form.field("image").fill(`${desk.tolokaUrl}/pictures/dog.png`);
        await page
          .getByRole("figure", { name: "Preview of image" })
          .getByText(/\d+ × \d+/)
          .waitFor();
      },
    },
    { name: "created", reach: async (_page, form) => void (await create(form)) },
    {
      name: "duplicate",
      reach: async (page, form) => {
        const image = anotherImage();
        await create(form, image);
        await form.createAnother.click();
        await form.field("image").fill(image);
        await form.create.click();
        await page.getByRole("button", { name: "Create duplicate" }).waitFor();
      },
    },
    { name: "errors", reach: (page, form) => createInvalid(page, form, POOL) },
    {
      name: "json-view",
      reach: async (page, form) => {
        await form.open(POOL);
        await page.getByRole("radio", { name: "JSON" }).check();
        await page.locator(".cm-content").waitFor();
      },
    },
    {
      name: "archived-pool",
      reach: async (page, form) => {
        await form.open(await poolWhere(desk, "that is archived", ({ pool }) => pool.status === "ARCHIVED"));
        await page.getByText("Pool is archived").waitFor();
      },
    },
    {
      name: "unknown-pool",
      reach: (page) =>
        page.goto("/pools/999999/new").then(() => page.getByRole("paragraph").getByText("Pool not found").waitFor()),
    },
    {
      name: "pool-picker",
      reach: async (page) => {
        await page.goto("/new");
        await page.getByRole("combobox", { name: "Pool" }).click();
        await page.getByRole("option").first().waitFor();
      },
    },
    { name: "paste-a-task", reach: openDialog("Paste a task") },
    { name: "templates", reach: openDialog("Templates") },
    { name: "help", reach: openDialogByKey("Keyboard shortcuts", "?") },
    { name: "palette", reach: openDialogByKey("Search", "Control+k") },
    {
      name: "submissions",
      reach: async (page, form) => {
        await create(form);
        await page.goto("/submissions");
        await page.getByRole("row").getByText("Created", { exact: true }).first().waitFor();
      },
    },
    {
      name: "submission",
      reach: async (page, form) => {
        const id = await create(form);
        const { body } = await desk.call("GET", `/api/submissions?q=${id}`);
        const [found] = (body as unknown as { items: { operation_id: string }[] }).items;
        await page.goto(`/submissions/${found!.operation_id}`);
        await page.getByRole("region", { name: "Submission", exact: true }).getByText(id).first().waitFor();
      },
    },
    {
      name: "submissions-selected",
      reach: async (page, form) => {
        await create(form);
        await page.goto("/submissions");
        await page.getByRole("row").getByRole("checkbox").last().check();
        await page.getByRole("button", { name: /^Stop assigning/ }).click();
        await page.getByRole("group", { name: /^Stop assigning 1 task/ }).waitFor();
      },
    },
    {
      name: "submissions-filter",
      reach: async (page) => {
        await page.goto("/submissions?time=7d&created_by=operator");
        await page.getByRole("button", { name: "Filter", exact: true }).click();
        await page.getByRole("combobox", { name: "Pool" }).waitFor();
      },
    },
    {
      name: "no-submissions-found",
      reach: (page) =>
        page
          .goto("/submissions?q=nothing-is-called-this")
          .then(() => page.getByRole("heading", { name: "No results" }).waitFor()),
    },
    {
      name: "no-such-page",
      reach: (page) => page.goto("/nowhere").then(() => page.getByRole("heading", { level: 1 }).waitFor()),
    },
    {
      name: "offline",
      reach: async (page, form) => {
        await form.open(POOL);
        await form.field("image").fill(anotherImage());
        await page.context().setOffline(true);
        await form.create.click();
        await form.result.getByRole("paragraph").getByText("Task Desk cannot be reached").waitFor();
      },
    },
  ];
}
