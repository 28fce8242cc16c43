import { Link } from "wouter";
import { SAMPLES, samplePictureUrl } from "../../../shared/samples.ts";
import { useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { Card } from "../../ui/card.tsx";
import styles from "./home.module.css";
import { words } from "./words.ts";

/** Pictures of the built-in Toloka. Each opens the form filled with it; nothing is created before "Create task". */
export function SampleTasks({ tolokaUrl }: { tolokaUrl: string }) {
  const w = useWords(words);
  return (
    <Card title={w.samples}>
      <p className={styles.note}>{w.samplesText}</p>
      <ul className={styles.samples}>
        {SAMPLES.pictures.map((name) => {
          const url = samplePictureUrl(tolokaUrl, name);
          return (
            <li key={name}>
              <Link className={styles.sample} href={links.newTask(SAMPLES.poolId, { [`input.${SAMPLES.field}`]: url })}>
                <img src={url} alt="" width={160} height={120} />
                <span>{w.pictures[name]}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
