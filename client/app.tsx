import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { Route, Switch, useLocation } from "wouter";
import { ErrorBoundary } from "./app/error-boundary.tsx";
import { Header } from "./app/header/header.tsx";
import { type Opened, useShortcuts } from "./app/keys/use-shortcuts.ts";
import { usePageTitle } from "./app/navigation/page-title.ts";
import { pageKind } from "./app/navigation/pages.ts";
import { useArrival } from "./app/navigation/use-arrival.ts";
import { styleNonce } from "./app/nonce.ts";
import { NotFound } from "./app/not-found.tsx";
import { Notice } from "./app/notices/notice.tsx";
import { createQueryClient } from "./app/query-client.ts";
import { colorSchemes, cssVariables, theme } from "./app/theme.ts";
import { words } from "./app/words.ts";
import styles from "./app.module.css";
import { HomePage } from "./features/home/home-page.tsx";
import { currentLanguage, loadSentences, useWords } from "./language.ts";
import { poolIn } from "./links.ts";
import { useChanges } from "./parts/live.ts";
import { useSession } from "./parts/session.tsx";
import { poolQuery, sessionQuery } from "./queries.ts";
import { DialogLoading } from "./ui/dialog/dialog-loading.tsx";

/** A page with its sentences: what it shares with the server comes in the page's language only on request. */
const withSentences =
  <Page,>(load: () => Promise<Page>) =>
  async (): Promise<Page> => {
    const page = await load();
    await loadSentences(currentLanguage());
    return page;
  };

const pages = {
  compose: withSentences(async () => ({ default: (await import("./features/compose/compose-page.tsx")).ComposePage })),
  account: withSentences(() => import("./features/account/account-page.tsx")),
  factor: withSentences(() => import("./features/account/factor/required-page.tsx")),
  audit: withSentences(() => import("./features/audit/audit-page.tsx")),
  people: withSentences(() => import("./features/people/people-page.tsx")),
  connection: withSentences(() => import("./features/connection/connection-page.tsx")),
  approvals: withSentences(() => import("./features/approvals/approvals-page.tsx")),
  reconciliation: withSentences(() => import("./features/reconciliation/reconciliation-page.tsx")),
  history: withSentences(async () => ({ default: (await import("./features/history/history-page.tsx")).HistoryPage })),
  importFile: withSentences(async () => ({ default: (await import("./features/import/import-page.tsx")).ImportPage })),
  importProgress: withSentences(async () => ({
    default: (await import("./features/import-progress/import-progress-page.tsx")).ImportProgressPage,
  })),
  palette: () => import("./app/keys/palette.tsx"),
  shortcuts: () => import("./app/keys/shortcuts-dialog.tsx"),
};
const queryClient = createQueryClient();
askAhead(window.location.pathname);
const ComposePage = lazy(pages.compose);
const AccountPage = lazy(pages.account);
const FactorPage = lazy(pages.factor);
const AuditPage = lazy(pages.audit);
const PeoplePage = lazy(pages.people);
const ConnectionPage = lazy(pages.connection);
const ReconciliationPage = lazy(pages.reconciliation);
const ApprovalsPage = lazy(pages.approvals);
const HistoryPage = lazy(pages.history);
const ImportPage = lazy(pages.importFile);
const ImportProgressPage = lazy(pages.importProgress);
const Palette = lazy(pages.palette);
const ShortcutsDialog = lazy(pages.shortcuts);

/** In milliseconds: after the first page and its data. */
const PRELOAD_AFTER = 2000;

/** Asks for what the page at this address needs, before it is drawn. What fails is asked for again by what shows it. */
function askAhead(path: string): void {
  void queryClient.prefetchQuery(sessionQuery);
  if (pageKind(path) !== "newTask") return;
  pages.compose().catch(() => undefined);
  const pool = poolIn(path);
  if (pool !== null) void queryClient.prefetchQuery(poolQuery(pool));
}

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemes}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={queryClient}>
        <Entrance />
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** The desk, or the page that sets up a second factor, if that is demanded first. It stays until the page is reloaded. */
function Entrance() {
  const session = useSession();
  const [owing, setOwing] = useState<string | null>(null);
  if (session?.second_factor_required && owing === null) setOwing(session.operator);
  if (owing === null) return <Desk />;
  return (
    <Suspense fallback={<div aria-busy="true" />}>
      <FactorPage name={owing} />
    </Suspense>
  );
}

function Desk() {
  const [location] = useLocation();
  const [opened, setOpened] = useState<Opened>(null);
  const close = useCallback(() => setOpened(null), []);
  useChanges();
  usePreload();
  useShortcuts(opened, setOpened);
  usePageTitle(location);
  useArrival(pageKind(location));
  const w = useWords(words);
  return (
    <>
      <a className={styles.skip} href="#main">
        {w.header.skip}
      </a>
      <Header onHelp={() => setOpened("help")} />
      <Notice />
      <ErrorBoundary place={opened ?? ""}>
        <Dialogs opened={opened} onClose={close} />
      </ErrorBoundary>
      <main id="main" className={styles.main} tabIndex={-1}>
        <ErrorBoundary place={location}>
          <Suspense fallback={<div aria-busy="true" />}>
            <Pages />
          </Suspense>
        </ErrorBoundary>
      </main>
    </>
  );
}

/** Loads the other pages while nothing else is to be done, so that they open at once, and without a network too. */
function usePreload(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      // What fails now is loaded, or reported, when it is opened.
      for (const load of Object.values(pages)) load().catch(() => undefined);
    }, PRELOAD_AFTER);
    return () => clearTimeout(timer);
  }, []);
}

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
        <HomePage />
      </Route>
      <Route path="/new">
        <ComposePage />
      </Route>
      <Route path="/pools/:id/new">
        <ComposePage />
      </Route>
      <Route path="/pools/:id/import">
        <ImportPage />
      </Route>
      <Route path="/imports/:import_id">
        <ImportProgressPage />
      </Route>
      <Route path="/submissions/:operation_id?">
        <HistoryPage />
      </Route>
      <Route path="/settings">
        <ConnectionPage />
      </Route>
      <Route path="/account">
        <AccountPage />
      </Route>
      <Route path="/people">
        <PeoplePage />
      </Route>
      <Route path="/audit">
        <AuditPage />
      </Route>
      <Route path="/approvals">
        <ApprovalsPage />
      </Route>
      <Route path="/reconciliation">
        <ReconciliationPage />
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
