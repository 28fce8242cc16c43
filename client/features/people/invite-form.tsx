import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { InvitationLink } from "../../../shared/api/people/people-routes.ts";
import type { Role } from "../../../shared/roles.ts";
import { call, ProblemError } from "../../api.ts";
import { useWords } from "../../language.ts";
import { RoleChoice } from "../../parts/people/role-choice.tsx";
import { ProblemMessage } from "../../parts/problem.tsx";
import { peopleQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Field, Line } from "../../ui/text/field.tsx";
import styles from "./people.module.css";
import { words } from "./words.ts";

/** Asks for the name and the role of a new person. */
export function InviteForm(props: { onInvited: (link: InvitationLink) => void; onCancel: () => void }) {
  const w = useWords(words);
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("operator");
  useEffect(() => document.getElementById("person-name")?.focus(), []);
  const invite = useMutation({
    mutationFn: () => call("invitePerson", { body: { name: name.trim(), role } }),
    onSuccess: (link) => {
      props.onInvited(link);
      return client.invalidateQueries(peopleQuery);
    },
  });
  return (
    <Card title={w.inviteTitle}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!invite.isPending) invite.mutate();
        }}
      >
        <Field id="person-name" label={w.name} about={w.nameAbout}>
          <Line id="person-name" value={name} onChange={setName} required />
        </Field>
        <RoleChoice label={w.role} value={role} onChange={setRole} />
        <p className={styles.about}>{w.roleAbout[role]}</p>
        {invite.error instanceof ProblemError && <ProblemMessage problem={invite.error.problem} />}
        <div className={styles.actions}>
          <Button type="submit" look="primary" aria-busy={invite.isPending}>
            {w.invite}
          </Button>
          <Button onClick={props.onCancel}>{w.cancel}</Button>
        </div>
      </form>
    </Card>
  );
}
