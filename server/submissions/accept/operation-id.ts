import { randomUUID } from "node:crypto";

/**
 * A new operation id: a UUID of version 4, as toloka-kit makes them, whose first 48 bits are the time in milliseconds. Ids of
 * submissions that come together are neighbours in the journal's indexes, so that they share pages; 74 bits are random.
 */
export function newOperationId(): string {
  const time = Date.now().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}${randomUUID().slice(13)}`;
}
