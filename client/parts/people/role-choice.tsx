import { includesRole, ROLES, type Role } from "../../../shared/roles.ts";
import { useWords } from "../../language.ts";
import { Segmented } from "../../ui/choice/segmented.tsx";
import { words } from "./words.ts";

interface RoleChoiceProps {
  label: string;
  value: Role;
  onChange: (role: Role) => void;
  /** No higher one is offered. */
  most?: Role;
}

/** One of the roles. */
export function RoleChoice({ label, value, onChange, most = "administrator" }: RoleChoiceProps) {
  const { roles } = useWords(words);
  const offered = ROLES.filter((role) => includesRole(most, role));
  return (
    <Segmented
      label={label}
      options={offered.map((role) => ({ value: role, label: roles[role] }))}
      value={value}
      onChange={onChange}
    />
  );
}
