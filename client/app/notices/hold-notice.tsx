import { IconPlayerPause } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useWords } from "../../language.ts";
import { useMay } from "../../parts/people/use-may.ts";
import { Button } from "../../ui/button.tsx";
import { DialogLoading } from "../../ui/dialog/dialog-loading.tsx";
import { Strip } from "../../ui/strip.tsx";
import { words } from "../words.ts";
import type { HoldProps } from "./release-dialog.tsx";

const ReleaseDialog = lazy(() => import("./release-dialog.tsx"));

/** Says that a restored journal is on hold. An administrator can release it. */
export function HoldNotice({ hold, queued }: HoldProps) {
  const { notice } = useWords(words);
  const may = useMay("administrator");
  const [asking, setAsking] = useState(false);
  return (
    <Strip
      tone="warning"
      icon={<IconPlayerPause size={18} aria-hidden />}
      actions={
        may && (
          <Button compact onClick={() => setAsking(true)}>
            {notice.release}
          </Button>
        )
      }
    >
      {notice.hold(hold.reason, hold.unfinished)}
      {asking && (
        <Suspense fallback={<DialogLoading />}>
          <ReleaseDialog hold={hold} queued={queued} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </Strip>
  );
}
