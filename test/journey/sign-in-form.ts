import type { Page } from "playwright-core";
import { PASSWORD } from "../support/sign-in/signed-in.ts";

/** Fills in and sends the page for signing in, which is open. */
export async function fillSignIn(page: Page, name: string, password = PASSWORD): Promise<void> {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}
