import { useMediaQuery } from "@mantine/hooks";
import { lazy, Suspense, useCallback, useState } from "react";
import type { PoolWithProject, Session } from "../../../shared/api/routes.ts";
import { useWords } from "../../language.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import styles from "./compose.module.css";
import { ComposerContext } from "./composer-context.ts";
import { CreateBar } from "./create/create-bar.tsx";
import { useCreate } from "./create/use-create.ts";
import { useDraftMember } from "./draft/draft-store.ts";
import { GoneFields } from "./draft/gone-fields.tsx";
import { ReplacesLine } from "./draft/replaces-line.tsx";
import { AnswersSection, BaselineSection } from "./fields/answers-section.tsx";
import { focusPlace, focusPool, useFocusAtStart } from "./fields/focus.ts";
import { InputSection } from "./fields/input-section.tsx";
import { KindSection } from "./fields/kind-section.tsx";
import { Leftovers } from "./fields/leftovers.tsx";
import { OptionsSection } from "./fields/options-section.tsx";
import { usePasteAnywhere } from "./fill/paste/use-paste-anywhere.ts";
import { type Prefill, usePrefill } from "./fill/use-prefill.ts";
import { placeOf } from "./form/paths.ts";
import { useFormKeys } from "./form-keys.ts";
import { PreviewPanel } from "./panels/preview-panel.tsx";
import { SideTabs } from "./panels/side-tabs.tsx";
import { PoolCard } from "./pool/pool-card.tsx";
import { PoolWarnings } from "./pool/pool-warnings.tsx";
import { NoticeLine, Toolbar, type View } from "./toolbar.tsx";
import { type ComposerState, useComposerState } from "./use-composer.ts";
import { words } from "./words.ts";

const SeveralPanel = lazy(() => import("./fill/several/several-panel.tsx"));
const JsonView = lazy(() => import("./json/json-view.tsx"));

export interface ComposerProps {
  found: PoolWithProject;
  session: Session;
  /** What the address asks to fill in. */
  prefill: Prefill | null;
  onPrefilled: () => void;
}

/** Paths of what is under "Options". */
const OPTION = /^(?:overlap|infinite_overlap|reserved_for|unavailable_for|traits_|parameters\.)/;

/** The form for one pool's tasks, what they look like, and the bar that creates them. */
export function Composer({ found, session, prefill, onPrefilled }: ComposerProps) {
  const state = useComposerState(found, session);
  const { composer } = state;
  const { draft, form, specs } = composer;
  const gone = useDraftMember(draft, "gone");
  const replaces = useDraftMember(draft, "replaces");
  const w = useWords(words).page;
  const wide = useWide();
  const production = session.toloka.environment === "production";
  const [view, setView] = useState<View>("form");
  const [optionsOpen, setOptionsOpen] = useState(false);
  const [jsonProblem, setJsonProblem] = useState<string | null>(null);
  const toPath = useCallback(
    (path: string) => {
      if (path === "pool_id") return focusPool();
      setView("form");
      if (OPTION.test(path)) setOptionsOpen(true);
      // The control may only now come onto the page.
      requestAnimationFrame(() => {
        const place = placeOf(path, form.getValues(), specs);
        if (place) focusPlace(place, form);
      });
    },
    [form, specs],
  );
  const toFault = (path: string) => (view === "json" ? document.getElementById("task-json")?.focus() : toPath(path));
  const actions = useCreate({ state, session, jsonProblem, toFault });
  usePrefill({ prefill, composer, setReplaces: draft.replace, onPrefilled, onFilled: () => setView("form") });
  useFormKeys({ ...actions, pin: composer.togglePin });
  useFocusAtStart(composer);
  usePasteAnywhere(composer, state.setNotice);
  return (
    <ComposerContext value={composer}>
      <div className={styles.page} data-composer onSubmit={(event) => event.preventDefault()}>
        <PoolCard {...found}>
          <PoolWarnings onPath={toPath} />
        </PoolCard>
        <div className={styles.columns}>
          <section className={styles.task} aria-label={w.task}>
            <Toolbar view={view} onView={setView} />
            <ReplacesLine replaces={replaces} onDrop={() => draft.replace(null)} />
            <NoticeLine notice={state.notice} onClose={() => state.setNotice(null)} />
            <SeveralPart several={state.several} production={production} />
            <GoneFields gone={gone} onRead={draft.dropGone} />
            {view === "json" ? <JsonPart onProblem={setJsonProblem} /> : <TaskSections withMedia={!wide} />}
            <OptionsSection open={optionsOpen} onOpen={setOptionsOpen} />
          </section>
          <aside className={styles.side} aria-label={w.about}>
            {(wide || view === "json") && (
              <section aria-label={w.preview}>
                <PreviewPanel />
              </section>
            )}
            <SideTabs />
          </aside>
        </div>
        <CreateBar actions={actions} production={production} onPath={toPath} />
      </div>
    </ComposerContext>
  );
}

/** Several pasted tasks, while there are some. */
function SeveralPart({ several, production }: { several: ComposerState["several"]; production: boolean }) {
  const { shown, close, toTable } = several;
  if (shown === null) return null;
  return (
    <Suspense fallback={<Skeleton height="12rem" />}>
      <SeveralPanel key={shown.text} several={shown} production={production} onTable={toTable} onClose={close} />
    </Suspense>
  );
}

/** Whether there are two columns, as in `compose.module.css`. In one column the media follow their fields. */
const useWide = (): boolean => useMediaQuery("(min-width: 60rem)", true, { getInitialValueInEffect: false });

function TaskSections({ withMedia }: { withMedia: boolean }) {
  return (
    <>
      <KindSection />
      <InputSection withMedia={withMedia} />
      <AnswersSection />
      <BaselineSection />
      <Leftovers />
    </>
  );
}

/** Loaded when it is first shown. */
const JsonPart = (props: { onProblem: (problem: string | null) => void }) => (
  <Suspense fallback={<Skeleton height="28rem" />}>
    <JsonView {...props} />
  </Suspense>
);
