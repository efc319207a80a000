import "./style.css";
import { LanguageProvider } from "@shared/language/Language";
import { QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { queries } from "@shared/queries";
import { App } from "./App";
import { start } from "./offline/start";
import { catalogues } from "./words";

createRoot(document.getElementById("root")!).render(
  <QueryClientProvider client={queries()}>
    <LanguageProvider catalogues={catalogues}>
      <App />
    </LanguageProvider>
  </QueryClientProvider>,
);

if (import.meta.env.PROD) start();
