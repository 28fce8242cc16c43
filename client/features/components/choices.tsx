import { IconSun } from "@tabler/icons-react";
import { useState } from "react";
import { IconButton } from "../../ui/button.tsx";
import { Menu } from "../../ui/choice/menu.tsx";
import { Segmented } from "../../ui/choice/segmented.tsx";
import { Tabs } from "../../ui/choice/tabs.tsx";
import styles from "./components.module.css";

export function Choices() {
  const [kind, setKind] = useState<"general" | "control" | "training">("general");
  const [tab, setTab] = useState<"all" | "rejected">("all");
  const [theme, setTheme] = useState("light");
  return (
    <section className={styles.section} aria-label="Choices">
      <h2>Choices</h2>
      <div className={styles.row}>
        <Segmented
          label="Type"
          value={kind}
          onChange={setKind}
          options={[
            { value: "general", label: "General" },
            { value: "control", label: "Control" },
            { value: "training", label: "Training", disabled: true },
          ]}
        />
        <Menu
          label="Theme"
          groups={[
            {
              label: "Theme",
              items: ["light", "dark"].map((id) => ({ id, label: id, checked: id === theme, act: () => setTheme(id) })),
            },
            {
              label: "Help",
              items: [{ id: "keys", label: "Keys", icon: <IconSun size={18} />, act: () => undefined }],
            },
          ]}
          trigger={(button) => (
            <IconButton label="Theme" {...button}>
              <IconSun size={18} aria-hidden />
            </IconButton>
          )}
        />
      </div>
      <Tabs
        label="Submissions"
        chosen={tab}
        onChoose={setTab}
        tabs={[
          { name: "all", label: "All", count: "1,204" },
          { name: "rejected", label: "Rejected", count: "3" },
        ]}
      >
        <p>The content of {tab}.</p>
      </Tabs>
    </section>
  );
}
