import {
  IconHome,
  IconKeyboard,
  IconList,
  IconMenu2,
  IconPlugConnected,
  IconPlus,
  IconUser,
} from "@tabler/icons-react";
import { Link, useLocation } from "wouter";
import { useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { RunningImport } from "../../parts/imports/running-import.tsx";
import { useLastPool } from "../../parts/pool/last-pool.ts";
import { useSession } from "../../parts/session.tsx";
import { ConnectionMenu, EnvironmentPill } from "../../parts/toloka/environment.tsx";
import { IconButton } from "../../ui/button.tsx";
import { Menu, type MenuGroup } from "../../ui/choice/menu.tsx";
import { type PageKind, pageKind } from "../navigation/pages.ts";
import { words } from "../words.ts";
import styles from "./header.module.css";
import { useLanguageGroup, useThemeGroup } from "./menu-groups.ts";
import { LanguageMenu, ThemeMenu } from "./menus.tsx";
import { PersonMenu, usePersonGroup } from "./person-menu.tsx";

interface HeaderPage {
  kind: PageKind;
  label: string;
  href: string;
  Icon: typeof IconHome;
}

/** The pages, the environment of Toloka, and what can be chosen for the page as a whole. */
export function Header({ onHelp }: { onHelp: () => void }) {
  const session = useSession();
  const [location] = useLocation();
  const here = pageKind(location);
  const pages = usePages();
  const person = usePersonGroup(session);
  const w = useWords(words).header;
  return (
    <header className={styles.header} data-environment={session?.toloka.environment}>
      <Link className={styles.brand} href={links.home()}>
        Task Desk
      </Link>
      <nav className={styles.pages} aria-label={w.pages}>
        {pages.map(({ kind, label, href }) => (
          <Link key={kind} href={href} className={styles.page} aria-current={kind === here ? "page" : undefined}>
            {label}
          </Link>
        ))}
      </nav>
      <RunningImport className={styles.page} />
      <div className={styles.environmentPlace}>
        {session &&
          (session.connections.length > 1 ? (
            <ConnectionMenu session={session} />
          ) : (
            <EnvironmentPill toloka={session.toloka} />
          ))}
      </div>
      <div className={styles.tools}>
        <LanguageMenu />
        <ThemeMenu />
        <IconButton label={`${w.keys} (?)`} aria-label={w.keys} aria-haspopup="dialog" onClick={onHelp}>
          <IconKeyboard size={18} aria-hidden />
        </IconButton>
        {person !== null && session && <PersonMenu group={person} name={session.operator} />}
        {session && person === null && (
          <span className={styles.operator} title={w.operator(session.operator)}>
            <IconUser size={16} aria-hidden />
            <span className={styles.name}>{session.operator}</span>
          </span>
        )}
      </div>
      <div className={styles.small}>
        <SmallMenu pages={pages} person={person} here={here} onHelp={onHelp} />
      </div>
    </header>
  );
}

function usePages(): HeaderPage[] {
  const w = useWords(words).pages;
  const lastPool = useLastPool();
  return [
    { kind: "home", label: w.home, href: links.home(), Icon: IconHome },
    { kind: "newTask", label: w.newTask, href: links.newTask(lastPool), Icon: IconPlus },
    { kind: "submissions", label: w.submissions, href: links.history(), Icon: IconList },
    { kind: "settings", label: w.settings, href: links.settings(), Icon: IconPlugConnected },
  ];
}

interface SmallMenuProps {
  pages: HeaderPage[];
  person: MenuGroup | null;
  here: PageKind;
  onHelp: () => void;
}

/** The same in one menu, where the window is narrow. */
function SmallMenu({ pages, person, here, onHelp }: SmallMenuProps) {
  const w = useWords(words).header;
  const [, navigate] = useLocation();
  const groups = [
    {
      label: w.pages,
      items: pages.map(({ kind, label, href, Icon }) => ({
        id: kind,
        label,
        icon: <Icon size={18} aria-hidden />,
        ...(kind === here ? { checked: true } : {}),
        act: () => navigate(href),
      })),
    },
    ...(person === null ? [] : [person]),
    useLanguageGroup(),
    useThemeGroup(),
    {
      label: w.help,
      items: [{ id: "keys", label: w.keys, icon: <IconKeyboard size={18} aria-hidden />, act: onHelp }],
    },
  ];
  return (
    <Menu
      label={w.menu}
      groups={groups}
      trigger={(button) => (
        <IconButton label={w.menu} {...button}>
          <IconMenu2 size={20} aria-hidden />
        </IconButton>
      )}
    />
  );
}
