import { useMantineColorScheme } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { LANGUAGES } from "../../../shared/language.ts";
import { chooseLanguage, languageNames, useLanguage, useWords } from "../../language.ts";
import type { MenuGroup } from "../../ui/choice/menu.tsx";
import { words } from "../words.ts";

export const SCHEME_ICONS = { auto: IconDeviceDesktop, light: IconSun, dark: IconMoon } as const;
const SCHEMES = ["auto", "light", "dark"] as const;

/** The choice of a language. */
export function useLanguageGroup(): MenuGroup {
  const language = useLanguage();
  const items = LANGUAGES.map((one) => ({
    id: one,
    label: languageNames[one],
    checked: one === language,
    act: () => chooseLanguage(one),
  }));
  return { label: useWords(words).header.language, items };
}

/** The choice between light and dark. */
export function useThemeGroup(): MenuGroup {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const w = useWords(words).header;
  const items = SCHEMES.map((scheme) => ({
    id: scheme,
    label: w.schemes[scheme],
    checked: scheme === colorScheme,
    act: () => setColorScheme(scheme),
  }));
  return { label: w.theme, items };
}
