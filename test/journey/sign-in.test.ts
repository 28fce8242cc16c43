import { describe, expect, it } from "vitest";
import { PASSWORD } from "../support/sign-in/signed-in.ts";
import { violations } from "./axe.ts";
import { startDeskWithPeople } from "./desk-with-people.ts";
import { fillSignIn } from "./sign-in-form.ts";

const desk = startDeskWithPeople({ Ada: "administrator", Vik: "viewer" });

describe("signing in", () => {
  it("asks first, says that a password is wrong, comes back to the page, and signs out", async () => {
    const page = await desk.open();
    await page.goto("/submissions?status=created");
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await fillSignIn(page, "Ada", "not her password");
    await page.getByRole("alert").getByText("The name or the password is wrong.").waitFor();
    expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Ada");
    expect(await violations(page)).toEqual([]);
    await fillSignIn(page, "ada");
    await page.waitForURL("**/submissions?status=created");
    const person = page.getByRole("button", { name: "Signed in as Ada · Administrator" });
    await person.waitFor();
    for (const width of [320, 840, 1130]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await person.click();
    await page.getByRole("menuitem", { name: "Your account" }).click();
    await page.getByText("This session").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel("Name of the key").fill("Nightly export");
    expect(await page.getByRole("radio", { name: "Viewer" }).isChecked()).toBe(true);
    await page.getByRole("button", { name: "Create key" }).click();
    const key = await page.getByRole("status").getByRole("code").textContent();
    const authorization = `Bearer ${key}`;
    expect((await desk.call("GET", "/api/session", undefined, { authorization })).body).toMatchObject({
      operator: "Ada",
    });
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Revoke the key Nightly export" }).click();
    expect(await violations(page)).toEqual([]);
    await page
      .getByRole("group", { name: /^Revoke the key/ })
      .getByRole("button", { name: "Revoke" })
      .click();
    await page.getByText("No API keys").waitFor();
    expect((await desk.call("GET", "/api/session", undefined, { authorization })).status).toBe(401);
    await page.getByRole("button", { name: "Signed in as Ada" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL("**/sign-in");
    await page.goto("/");
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
  });

  it("a viewer sees why there is nothing to press, also on a phone and in Russian", async () => {
    const page = await desk.open({ viewport: { width: 390, height: 844 }, locale: "ru-RU" });
    await page.goto("/sign-in?next=/pools/1080020/new");
    await page.getByLabel("Имя").fill("Vik");
    await page.getByLabel("Пароль").fill(PASSWORD);
    await page.getByRole("button", { name: "Войти" }).click();
    await page.getByText("Ваша роль не позволяет создавать задания.").waitFor();
    expect(await page.getByRole("button", { name: /^Создать/ }).count()).toBe(0);
    await page.getByRole("button", { name: "Меню" }).click();
    await page.getByRole("menuitem", { name: "Ваш аккаунт" }).click();
    await page.getByRole("heading", { name: "Ключи API" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await violations(page)).toEqual([]);
    await page.goto("/audit");
    await page.getByText("Эта страница доступна только администраторам.").waitFor();
    await page.getByRole("button", { name: "Меню" }).click();
    await page.getByRole("menuitem", { name: "Выйти" }).click();
    await page.waitForURL("**/sign-in");
    await page.goto("/sign-in?next=/audit");
    await page.getByLabel("Имя").fill("Ada");
    await page.getByLabel("Пароль").fill(PASSWORD);
    await page.getByRole("button", { name: "Войти" }).click();
    await page.getByText("Вход", { exact: true }).first().waitFor();
    await page.getByText(/^Записи полны до № /).waitFor();
    const broken = { intact: false, broken_at: 3, entries: 2, last_hash: null };
    await page.route("**/api/audit/verify", (route) => route.fulfill({ json: broken }));
    await page.getByRole("button", { name: "Проверить снова" }).click();
    await page.getByRole("alert").getByText("Нарушено на записи № 3").waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await violations(page)).toEqual([]);
  });
});
