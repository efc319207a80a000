import "@cloudscape-design/global-styles/index.css";
import "@fontsource/ibm-plex-sans-arabic/arabic-400.css";
import "@fontsource/ibm-plex-sans-arabic/arabic-600.css";
import "@fontsource/ibm-plex-sans-arabic/arabic-700.css";
import "@fontsource/ibm-plex-sans-arabic/latin-400.css";
import "@fontsource/ibm-plex-sans-arabic/latin-600.css";
import "@fontsource/ibm-plex-sans-arabic/latin-700.css";
import "./style.css";
import "./ticket.css";
import "./writing.css";
import "./photos.css";
import "./desk.css";
import "./supervision.css";
import "./print.css";
import { LanguageProvider } from "@shared/language/Language";
import { queries } from "@shared/queries";
import { QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { Router } from "wouter";
import { App } from "./App";
import { CloudscapeWords } from "./parts/CloudscapeWords";
import { dress } from "./theme";
import { catalogues } from "./words";

dress();
createRoot(document.getElementById("root")!).render(
  <QueryClientProvider client={queries()}>
    <LanguageProvider catalogues={catalogues}>
      <CloudscapeWords>
        <Router base="/console">
          <App />
        </Router>
      </CloudscapeWords>
    </LanguageProvider>
  </QueryClientProvider>,
);
