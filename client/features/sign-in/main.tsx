import "@mantine/core/styles/baseline.css";
import "../../ui/tokens.css";
import "../../ui/base.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { currentLanguage, loadSentences } from "../../language.ts";
import { finishSignOut } from "../../parts/people/sign-out.ts";
import { storedColorScheme } from "../../stored.ts";
import { SignInPage } from "./sign-in-page.tsx";

// A page of its own, which loads nothing of the others. The component library, which sets the colour scheme there, is not here.
document.documentElement.style.colorScheme = storedColorScheme() ?? "light dark";

const client = new QueryClient({
  defaultOptions: { queries: { networkMode: "always" }, mutations: { networkMode: "always", retry: false } },
});

void Promise.all([finishSignOut(), loadSentences(currentLanguage())]).then(() =>
  createRoot(document.getElementById("root")!).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <SignInPage />
      </QueryClientProvider>
    </StrictMode>,
  ),
);
