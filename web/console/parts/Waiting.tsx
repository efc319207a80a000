import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Spinner from "@cloudscape-design/components/spinner";
import { asRefusal } from "@shared/api/refusal";
import { useWords } from "@shared/language/Language";
import { sayRefusal } from "@shared/words";

/** Stands in for what is not there yet, or says why it does not come. */
export function Waiting({ error, retry }: { error: Error | null; retry: () => void }) {
  const { t } = useWords();
  if (!error) {
    return (
      <Box padding="l" textAlign="center">
        <Spinner /> <span role="status">{t("loading")}</span>
      </Box>
    );
  }
  return (
    <Alert type="error" action={<Button onClick={retry}>{t("retry")}</Button>}>
      {sayRefusal(asRefusal(error), t)}
    </Alert>
  );
}
