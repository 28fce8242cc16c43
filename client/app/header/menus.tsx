import { useMantineColorScheme } from "@mantine/core";
import { IconLanguage } from "@tabler/icons-react";
import { IconButton } from "../../ui/button.tsx";
import { Menu } from "../../ui/choice/menu.tsx";
import { SCHEME_ICONS, useLanguageGroup, useThemeGroup } from "./menu-groups.ts";

/** The button of the languages. */
export function LanguageMenu() {
  const group = useLanguageGroup();
  return (
    <Menu
      label={group.label}
      groups={[group]}
      trigger={(button) => (
        <IconButton label={group.label} {...button}>
          <IconLanguage size={18} aria-hidden />
        </IconButton>
      )}
    />
  );
}

/** The button of the themes. */
export function ThemeMenu() {
  const group = useThemeGroup();
  const Icon = SCHEME_ICONS[useMantineColorScheme().colorScheme];
  return (
    <Menu
      label={group.label}
      groups={[group]}
      trigger={(button) => (
        <IconButton label={group.label} {...button}>
          <Icon size={18} aria-hidden />
        </IconButton>
      )}
    />
  );
}
