import { useWords } from "@shared/language/Language";
import { Link } from "wouter";
import { Page } from "../parts/Page";

export default function NotFound() {
  const { t } = useWords();
  return (
    <Page title={t("not-found")}>
      <Link href="/" className="aegov-link">
        {t("to-home")}
      </Link>
    </Page>
  );
}
