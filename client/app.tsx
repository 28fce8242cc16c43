import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useState } from "react";
import { Route, Switch, useLocation } from "wouter";
import { ErrorBoundary } from "./app/error-boundary.tsx";
import styles from "./app/header.module.css";
import { Header } from "./app/header.tsx";
import { type Opened, useShortcuts } from "./app/keys/use-shortcuts.ts";
import { styleNonce } from "./app/nonce.ts";
import { NotFound } from "./app/not-found.tsx";
import { Notice } from "./app/notices/notice.tsx";
import { usePageTitle } from "./app/page-title.ts";
import { createQueryClient } from "./app/query-client.ts";
import { colorSchemes, cssVariables, theme } from "./app/theme.ts";
import { ComposePage } from "./features/compose/compose-page.tsx";
import { useChanges } from "./parts/live.ts";
import { DialogLoading } from "./ui/dialog-loading.tsx";

const HistoryPage = lazy(async () => ({ default: (await import("./features/history/history-page.tsx")).HistoryPage }));
const Palette = lazy(() => import("./app/keys/palette.tsx"));
const ShortcutsDialog = lazy(() => import("./app/keys/shortcuts-dialog.tsx"));

export function App() {
  const [queryClient] = useState(createQueryClient);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemes}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={queryClient}>
        <Desk />
      </QueryClientProvider>
    </MantineProvider>
  );
}

function Desk() {
  const [location] = useLocation();
  const [opened, setOpened] = useState<Opened>(null);
  const close = useCallback(() => setOpened(null), []);
  useChanges();
  useShortcuts(opened, setOpened);
  usePageTitle(location);
  return (
    <>
      <a className={styles.skip} href="#main">
        Skip to the page
      </a>
      <Header onHelp={() => setOpened("help")} />
      <Notice />
      <main id="main" className={styles.main}>
        <ErrorBoundary place={location}>
          <Suspense fallback={<div aria-busy="true" />}>
            <Pages />
          </Suspense>
        </ErrorBoundary>
      </main>
      <Dialogs opened={opened} onClose={close} />
    </>
  );
}

/** Loaded when they are first opened. */
function Dialogs({ opened, onClose }: { opened: Opened; onClose: () => void }) {
  return (
    <Suspense fallback={<DialogLoading />}>
      {opened === "help" && <ShortcutsDialog onClose={onClose} />}
      {opened === "palette" && <Palette onClose={onClose} />}
    </Suspense>
  );
}

function Pages() {
  return (
    <Switch>
      <Route path="/">
        <ComposePage />
      </Route>
      <Route path="/pools/:id/new">
        <ComposePage />
      </Route>
      <Route path="/submissions/:operation_id?">
        <HistoryPage />
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
