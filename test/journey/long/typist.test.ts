import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../support/seeded-random.ts";
import { QUICK_POOL } from "../../support/toloka/large-pools.ts";
import { until } from "../../support/until.ts";
import { startDeskInBrowser } from "../desk-in-browser.ts";
import { asInProduction, type NewTaskPage } from "../new-task.ts";

const desk = startDeskInBrowser([QUICK_POOL]);

/** Presses of "Create" in each run, with some ten keys around each. */
const PRESSES = Number(process.env.TYPIST_PRESSES ?? 9);
const FIELDS = ["title", "count", "note"] as const;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

interface Content {
  title: string;
  count: string;
  note: string;
}

const keyOf = ({ title, count, note }: Content): string => JSON.stringify([title, Number(count), note]);

/** By the pool's fields: a title of two characters or more, a count of 1 or more. */
const isValid = ({ title, count }: Content): boolean => title.length >= 2 && /^[1-9]\d*$/.test(count);

async function contentOf(form: NewTaskPage): Promise<Content> {
  const [title, count, note] = await Promise.all(FIELDS.map((field) => form.field(field).inputValue()));
  return { title: title!, count: count!, note: note! };
}

/** Somebody who types on whatever the page does. Every key goes into what has the focus, and that has to be a text control. */
function typist(page: Page, form: NewTaskPage, seed: string) {
  let rolled = 0;
  const roll = (sides: number): number => Math.floor(randomFrom(`${seed} ${rolled++}`) * sides);
  /** Whether the last key went into `count`. */
  let counting = false;
  const here = () =>
    page.evaluate(() => {
      const active = document.activeElement;
      const isText = active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement;
      return { text: isText ? active.value : null, id: active?.id ?? "", what: active?.outerHTML.slice(0, 200) ?? "" };
    });
  const press = async (key: string): Promise<void> => {
    await page.keyboard.press(key);
    const { text, id, what } = await here();
    counting = id.endsWith("count");
    expect(text, `after ${key} the focus is on ${what}`).not.toBeNull();
    if (key.length === 1) expect(text?.endsWith(key), `${key} is the last of ${text}`).toBe(true);
  };
  const letter = (): string => LETTERS[roll(LETTERS.length)]!;
  /** Keys as they come: letters, spaces, Enter, Backspace. In `count`, digits. */
  const type = async (keys: number, takingBack = true): Promise<void> => {
    for (let done = 0; done < keys; done++) {
      const kind = roll(10);
      if (counting) await press(rolled % 20 === 0 ? letter() : String(1 + roll(9)));
      else if (kind < 5) await press(letter());
      else if (kind < 8) await press("Space");
      else if (kind < 9) await press("Enter");
      else if (takingBack) await press("Backspace");
    }
  };
  /** A whole task, from the first field to the last; Tab moves on. */
  const fill = async (given?: Content): Promise<void> => {
    await form.field("title").focus();
    await page.keyboard.press("Control+a");
    if (given) await page.keyboard.insertText(given.title);
    else {
      await press(letter());
      await press(letter());
      await type(2 + roll(4), false);
    }
    await press("Tab");
    await page.keyboard.press("Control+a");
    if (given) await page.keyboard.insertText(given.count);
    else await type(1 + roll(2));
    await press("Tab");
    await page.keyboard.press("Control+a");
    if (given) await page.keyboard.insertText(given.note === "" ? " " : given.note);
    else await type(1 + roll(4));
  };
  return { roll, press, type, fill, letter };
}

/** A press of "Create" can be taken: none is under way. */
const ready = (page: Page) =>
  until("the last creation to be over", async () => {
    const busy = page.getByRole("region", { name: "Result" }).getByText("Sending…");
    return (await page.locator("button[aria-busy=true]").count()) === 0 && (await busy.count()) === 0;
  });

/** Waits for the question; `false` where the form held what was just created: then the press starts the next task. */
const isAsked = (form: NewTaskPage): Promise<boolean> =>
  until("the question", async () => {
    const confirm = form.result.getByRole("button", { name: /^Create (?:duplicate|in production)/ });
    if (await confirm.isVisible()) return "asked" as const;
    return (await form.field("title").inputValue()) === "" ? ("next" as const) : null;
  }).then((what) => what === "asked");

/** Takes back what was created last; `false` if it is sent already. */
async function takeBack(page: Page, form: NewTaskPage): Promise<boolean> {
  const undo = form.result.getByRole("button", { name: "Undo" });
  const outcome = form.result.getByText(/^(?:Undone|.*Too late to undo)/);
  const offered = () => undo.isVisible();
  await until("the offer to undo, or the result", async () => (await offered()) || form.created.isVisible());
  if (!(await offered())) return false;
  await page.keyboard.press("Control+Alt+z");
  // Pressed a moment too late, it does nothing.
  await until("the task to be taken back, or to be created", async () => {
    return (await outcome.isVisible()) || form.created.isVisible();
  });
  return (await form.result.getByText(/^Undone/).count()) > 0;
}

describe.each([
  { where: "in the sandbox", production: false },
  { where: "in production", production: true },
])("a typist who never stops, $where", ({ where, production }) => {
  it("creates exactly what was meant", { timeout: 30_000 + PRESSES * 5_000 }, async () => {
    const { form, page } = await desk.visit();
    if (production) await asInProduction(page);
    desk.toloka!.store.tasks.splice(0);
    // Every third creation takes a while at Toloka, so that results come in the middle of the next task.
    let posts = 0;
    desk.toloka!.intercept((method) => (method === "POST" && posts++ % 3 === 0 ? { kind: "slow", ms: 400 } : null));
    await form.open(QUICK_POOL.id);
    const { roll, press, type, fill, letter } = typist(page, form, `typist ${where}`);
    const meant: Content[] = [];
    /** In production the first task of the day is asked about. */
    let toConfirm = production;
    for (let number = 0; number < PRESSES; number++) {
      await fill(number % 3 === 2 ? meant.at(-1) : undefined);
      await ready(page);
      const content = await contentOf(form);
      const exists = meant.some((one) => keyOf(one) === keyOf(content));
      const asks = isValid(content) && (toConfirm || exists);
      await page.keyboard.press(roll(2) === 0 ? "Shift+Enter" : "Control+Enter");
      const before = meant.length;
      if (isValid(content) && !asks) meant.push(content);
      if (asks && roll(3) > 0 && (await isAsked(form))) {
        await page.keyboard.press("Control+Alt+Enter");
        toConfirm = false;
        meant.push(content);
      }
      if (production && meant.length > before && roll(4) === 0 && (await takeBack(page, form))) meant.pop();
      if (roll(4) === 0) {
        await page.keyboard.press("Control+k");
        await page.getByRole("dialog", { name: "Search" }).getByRole("combobox").waitFor();
        for (const key of [letter(), "Space", letter(), "Space"]) await press(key);
        await page.keyboard.press("Escape");
        await page.getByRole("dialog", { name: "Search" }).waitFor({ state: "detached" });
      }
      await type(4 + roll(5), false);
    }
    await ready(page);
    const stored = () =>
      desk
        .toloka!.store.tasks.map(({ input_values }) => {
          const { title, count, note = "" } = input_values as { title: string; count: number; note?: string };
          return keyOf({ title, count: String(count), note });
        })
        .sort();
    await until("what was meant to exist", () => stored().length >= meant.length);
    expect(stored()).toEqual(meant.map(keyOf).sort());
    expect(meant.length).toBeGreaterThan(PRESSES / 4);
  });
});
