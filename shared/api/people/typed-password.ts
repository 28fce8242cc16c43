/**
 * A password as it was typed, with composed characters (NFC), so that all keyboards give the same one. Pages and commands send it
 * like this; the server takes what it gets exactly.
 */
export const typedPassword = (text: string): string => text.normalize("NFC");
