import type { Request } from "express";
import { stringifyJson } from "../../../shared/values/json.ts";
import type { Audit } from "../../audit/audit.ts";
import type { Log } from "../../log.ts";
import { deviceOf } from "../sign-in/device.ts";
import type { Identity } from "../sign-in/identity.ts";

/** What a handler adds to the entry of its request. Never a password, a link, a key or a token. */
export interface Noted {
  /** Whom a request that takes no sign-in turned out to come from. */
  who?: Pick<Identity, "personId" | "name" | "role">;
  subject?: string;
  before?: object;
  after?: object;
  /** The request is not as the API describes it. */
  invalid?: true;
}

export interface Happened extends Noted {
  action: string;
  /** Null: nobody is signed in. */
  identity: Identity | null;
  status: number;
  code: string | null;
}

/** Statuses that mean a refusal: not signed in, not allowed, too often. */
export const isRefusal = (status: number): boolean => status === 401 || status === 403 || status === 429;

/**
 * Adds an entry to the audit log. What has happened is answered as it is even if the entry cannot be written: that is then
 * an error in the program's log.
 */
export async function record(audit: Audit, log: Log, request: Request, happened: Happened): Promise<void> {
  const { identity, action, status, code, subject, before, after } = happened;
  const who = happened.who ?? identity;
  const key = identity?.key ?? null;
  const entry = {
    person_id: who?.personId ?? null,
    name: who?.name ?? "",
    role: who?.personId == null ? null : who.role,
    via: key !== null ? ("key" as const) : identity?.session != null ? ("session" as const) : ("none" as const),
    address: request.ip ?? "",
    device: key ?? deviceOf(request.get("User-Agent")),
    action,
    subject: subject ?? null,
    status,
    code,
    before: before === undefined ? null : stringifyJson(before),
    after: after === undefined ? null : stringifyJson(after),
  };
  const unknownFailed = entry.person_id === null && status >= 400;
  const write = happened.invalid || isRefusal(status) || unknownFailed ? audit.refused : audit.append;
  await write(entry).catch((error: Error) => {
    log("error", "Not written to the audit log", { action, status, reason: error.message });
  });
}
