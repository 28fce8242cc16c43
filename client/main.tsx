import "@mantine/core/styles/baseline.css";
import "@mantine/core/styles/default-css-variables.css";
import "@mantine/core/styles/global.css";
import "./ui/tokens.css";
import "./ui/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { isNotLoaded } from "./app/error-boundary.tsx";
import { styleNonce } from "./app/nonce.ts";
import { App } from "./app.tsx";
import { currentLanguage, loadSentences } from "./language.ts";
import { finishSignOut, followSignOut } from "./parts/people/sign-out.ts";

// The library that stops the page from scrolling behind a dialog reads the nonce by this name.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });

// A page that the browser has kept since it was left is loaded anew: the session may have ended.
window.addEventListener("pageshow", ({ persisted }) => persisted && window.location.reload());
followSignOut();

void Promise.all([finishSignOut(), loadSentences(currentLanguage())]).then(([signedOut]) => {
  // What was asked for meanwhile is of the session that has ended.
  if (signedOut) return window.location.reload();
  createRoot(document.getElementById("root")!, {
    // The page says what it could not fetch, and why; other errors are a fault of ours.
    onCaughtError: (error) => {
      if (!(error instanceof Error && isNotLoaded(error))) reportError(error);
    },
  }).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
});
