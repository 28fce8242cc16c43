import { IconUserCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { useMay } from "../../parts/people/use-may.ts";
import { useSession } from "../../parts/session.tsx";
import { pendingApprovalsQuery } from "../../queries.ts";
import { Strip } from "../../ui/strip.tsx";
import { words } from "../words.ts";

/** How much waits for the decision of this person. Nothing without the setting. */
export function ApprovalsNotice() {
  const { notice } = useWords(words);
  const setting = useSession()?.second_person;
  const asks = setting !== undefined && (setting.send_again || setting.imports_from !== null);
  const may = useMay("operator");
  const { data } = useQuery(pendingApprovalsQuery(asks && may));
  const count = data?.items.filter(({ own }) => !own).length ?? 0;
  if (count === 0) return null;
  return (
    <Strip icon={<IconUserCheck size={18} aria-hidden />}>
      <Link href={links.approvals()}>{notice.approvals(count)}</Link>
    </Strip>
  );
}
