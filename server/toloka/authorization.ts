/**
 * The `Authorization` header for a requester's token, by toloka-kit 1.2.2's rule: an API key has exactly two dots, the
 * first at index 22, 23 or 24; anything else is an OAuth token.
 */
export function authorization(token: string): string {
  const first = token.indexOf(".");
  const isKey = first > 21 && first < 25 && token.split(".").length === 3;
  return `${isKey ? "ApiKey" : "OAuth"} ${token}`;
}
