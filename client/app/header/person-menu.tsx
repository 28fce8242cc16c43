import { IconListCheck, IconLogout, IconUser, IconUsers } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useLocation } from "wouter";
import type { Session } from "../../../shared/api/routes.ts";
import { includesRole } from "../../../shared/roles.ts";
import { useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { signOut } from "../../parts/people/sign-out.ts";
import { words as peopleWords } from "../../parts/people/words.ts";
import { Button } from "../../ui/button.tsx";
import { Menu, type MenuGroup } from "../../ui/choice/menu.tsx";
import { words } from "../words.ts";
import styles from "./header.module.css";

/** What a person who is signed in can do about it. Its heading says who, and with which role. */
export function usePersonGroup(session: Session | undefined): MenuGroup | null {
  const w = useWords(words).header;
  const { roles } = useWords(peopleWords);
  const [, navigate] = useLocation();
  const leave = useMutation({ mutationFn: signOut });
  if (!session?.sign_in) return null;
  const icon = { size: 18, "aria-hidden": true };
  return {
    named: true,
    label: `${session.operator} · ${roles[session.role]}`,
    items: [
      { id: "account", label: w.account, icon: <IconUser {...icon} />, act: () => navigate(links.account()) },
      ...(includesRole(session.role, "administrator")
        ? [
            { id: "people", label: w.people, icon: <IconUsers {...icon} />, act: () => navigate(links.people()) },
            { id: "audit", label: w.audit, icon: <IconListCheck {...icon} />, act: () => navigate(links.audit()) },
          ]
        : []),
      { id: "sign-out", label: w.signOut, icon: <IconLogout {...icon} />, act: () => leave.mutate() },
    ],
  };
}

/** The person's name, which opens the menu. */
export function PersonMenu({ group, name }: { group: MenuGroup; name: string }) {
  const w = useWords(words).header;
  return (
    <Menu
      label={group.label}
      groups={[group]}
      trigger={(button) => (
        <Button
          look="quiet"
          className={styles.person}
          icon={<IconUser size={16} aria-hidden />}
          aria-label={w.operator(group.label)}
          title={w.operator(group.label)}
          {...button}
        >
          <span className={styles.name}>{name}</span>
        </Button>
      )}
    />
  );
}
