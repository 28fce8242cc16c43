import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import type { InvitationLink } from "../../../shared/api/people/people-routes.ts";
import { ProblemError } from "../../api.ts";
import { useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { useMay } from "../../parts/people/use-may.ts";
import { ProblemMessage } from "../../parts/problem.tsx";
import { peopleQuery, signInMethodsQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { InviteForm } from "./invite-form.tsx";
import { LinkShown } from "./link-shown.tsx";
import styles from "./people.module.css";
import { PersonItem } from "./person-item.tsx";
import { words } from "./words.ts";

/** Everybody who may sign in, for administrators. */
export default function PeoplePage() {
  const w = useWords(words);
  const may = useMay("administrator");
  return (
    <div className={styles.page}>
      <h1>{w.title}</h1>
      {may && <Link href={links.audit()}>{w.audit}</Link>}
      {may ? <People /> : <p>{w.refused}</p>}
    </div>
  );
}

function People() {
  const w = useWords(words);
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<InvitationLink | null>(null);
  const { data, error } = useQuery(peopleQuery);
  const { data: methods } = useQuery(signInMethodsQuery);
  const show = (made: InvitationLink | null) => {
    setInviting(false);
    setLink(made);
  };
  return (
    <>
      {!inviting && methods?.password && (
        <Button look="primary" className={styles.invite} onClick={() => setInviting(true)}>
          {w.invite}
        </Button>
      )}
      {inviting && <InviteForm onInvited={show} onCancel={() => setInviting(false)} />}
      {link !== null && <LinkShown link={link} onDone={() => setLink(null)} />}
      {error instanceof ProblemError && <ProblemMessage problem={error.problem} />}
      <ul className={styles.rows} aria-label={w.title}>
        {data?.items.map((person) => (
          <PersonItem key={person.id} person={person} passwords={methods?.password ?? false} onLink={show} />
        ))}
      </ul>
    </>
  );
}
