import "@mantine/core/styles/baseline.css";
import "@mantine/core/styles/default-css-variables.css";
import "@mantine/core/styles/global.css";
import "../../ui/tokens.css";
import "../../ui/base.css";
import { MantineProvider } from "@mantine/core";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ComponentsPage } from "./components-page.tsx";

// `/components` of the development server: every component of `client/ui` in every state. The build does not have it.
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <MantineProvider defaultColorScheme="auto">
      <ComponentsPage />
    </MantineProvider>
  </StrictMode>,
);
