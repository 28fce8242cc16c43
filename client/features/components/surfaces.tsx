import { IconCheck, IconInfoCircle } from "@tabler/icons-react";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Chip } from "../../ui/chip.tsx";
import { Facts } from "../../ui/facts.tsx";
import { MiddleCut } from "../../ui/middle-cut.tsx";
import { Pill, type Tone } from "../../ui/pill.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Strip } from "../../ui/strip.tsx";
import styles from "./components.module.css";

const TONES: Tone[] = ["neutral", "accent", "good", "warning", "bad"];

export function Surfaces() {
  return (
    <section className={styles.section} aria-label="Surfaces">
      <h2>Surfaces</h2>
      <div className={styles.row}>
        {TONES.map((tone) => (
          <Pill key={tone} tone={tone} icon={<IconCheck size={14} aria-hidden />}>
            {tone}
          </Pill>
        ))}
        <Chip>Overlap 3</Chip>
        <Chip remove={{ label: "Remove pool", act: () => undefined }}>Pool 1080020</Chip>
      </div>
      {TONES.map((tone) => (
        <Strip
          key={tone}
          tone={tone}
          icon={<IconInfoCircle size={18} aria-hidden />}
          actions={<Button compact>Undo</Button>}
        >
          A strip that is {tone}. <a href="#strip">Show the task</a>
        </Strip>
      ))}
      <div className={styles.cards}>
        <Card title="A card" actions={<Button compact>Edit</Button>}>
          <Facts
            facts={[
              ["Known", "A value"],
              ["Loading", undefined],
            ]}
          />
        </Card>
        <Card title="Loading">
          <Skeleton width="60%" height="1.25rem" />
        </Card>
        <Card title="A long name">
          <MiddleCut text="https://example.com/a/very/long/folder/with-a-name-that-does-not-fit-2026-11-27-final.jpg" />
        </Card>
      </div>
    </section>
  );
}
