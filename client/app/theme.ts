import { type CSSVariablesResolver, createTheme, localStorageColorSchemeManager } from "@mantine/core";
import { COLOR_SCHEME_KEY } from "../stored.ts";

export const theme = createTheme({
  defaultRadius: "sm",
  respectReducedMotion: true,
  fontFamily: "var(--font)",
  fontFamilyMonospace: "var(--font-mono)",
  cursorType: "pointer",
});

/** The component library's colours, from the tokens. */
const colours = {
  "--mantine-color-body": "var(--surface)",
  "--mantine-color-text": "var(--text)",
  "--mantine-color-dimmed": "var(--muted)",
  "--mantine-color-placeholder": "var(--muted)",
  "--mantine-color-error": "var(--bad)",
  "--mantine-color-anchor": "var(--accent)",
  "--mantine-color-default-border": "var(--border)",
  "--mantine-radius-sm": "var(--radius-control)",
  "--mantine-radius-md": "var(--radius-dialog)",
};
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: colours, dark: colours });

export const colorSchemes = localStorageColorSchemeManager({ key: COLOR_SCHEME_KEY });
