import { type CSSVariablesResolver, createTheme, localStorageColorSchemeManager } from "@mantine/core";

/** One accent colour, dark enough in both schemes for white text on it (WCAG AA, 5.4 : 1). */
export const theme = createTheme({
  primaryColor: "blue",
  primaryShade: { light: 8, dark: 8 },
  defaultRadius: "sm",
  respectReducedMotion: true,
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  cursorType: "pointer",
});

/**
 * Mantine's dimmed and error colours have too little contrast for small text; these have 4.5 : 1 on every background
 * used.
 */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#495057",
    "--mantine-color-placeholder": "#5c636a",
    "--mantine-color-error": "#c92a2a",
    "--mantine-color-anchor": "#1864ab",
    "--mantine-color-text": "#1a1b1e",
  },
  dark: {
    "--mantine-color-dimmed": "#b8bec5",
    "--mantine-color-placeholder": "#adb5bd",
    "--mantine-color-error": "#ff8787",
    "--mantine-color-anchor": "#74c0fc",
    "--mantine-color-text": "#dee2e6",
  },
});

export const colorSchemes = localStorageColorSchemeManager({ key: "task-desk:color-scheme" });
