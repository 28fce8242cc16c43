import { type MantineColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import styles from "./header.module.css";

const SCHEMES = {
  auto: { word: "as the system", next: "light", Icon: IconDeviceDesktop },
  light: { word: "light", next: "dark", Icon: IconSun },
  dark: { word: "dark", next: "auto", Icon: IconMoon },
} as const satisfies Record<MantineColorScheme, object>;

/** Changes between the theme of the system, light and dark. */
export function ThemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { word, next, Icon } = SCHEMES[colorScheme];
  const label = `Theme: ${word}. Change to ${SCHEMES[next].word}`;
  return (
    <button type="button" className={styles.tool} title={label} aria-label={label} onClick={() => setColorScheme(next)}>
      <Icon size={18} aria-hidden />
    </button>
  );
}
