import type { approvalRoutes, Decision } from "../../shared/api/approvals/approval-routes.ts";
import type { Person } from "../approvals/approvals.ts";
import { notingImport, notingSubmission } from "./audit/note-change.ts";
import type { ConnectedToloka } from "./desk.ts";
import type { Caller, Handlers } from "./mount.ts";

/** Who asks or decides. */
export const personOf = ({ identity, operator }: Caller): Person => ({ id: identity.personId, name: operator });

/** The handlers of `approval-routes`. */
export function approvalHandlers({
  submissions,
  imports,
}: Pick<ConnectedToloka, "submissions" | "imports">): Pick<Handlers, keyof typeof approvalRoutes> {
  const noted = (caller: Caller, decision: Decision): void => {
    const after = "approve" in decision ? { approval: "approved" } : { approval: "refused", reason: decision.refuse };
    caller.note({ before: { approval: "pending" }, after });
  };
  return {
    listApprovals: async ({ query }, caller) => ({
      ok: true,
      value: { items: await submissions.approvals(query.subject, personOf(caller)) },
    }),
    decideSendAgain: async ({ params: { operation_id: id }, body }, caller) => {
      const decided = await notingSubmission(submissions.get, id, caller, () =>
        submissions.decideSendAgain(id, body, personOf(caller)),
      );
      if (decided.ok) noted(caller, body);
      return decided;
    },
    decideImport: async ({ params: { import_id: id }, body }, caller) => {
      const decided = await notingImport(imports.get, id, caller, () => imports.decide(id, body, personOf(caller)));
      if (decided.ok) noted(caller, body);
      return decided;
    },
  };
}
