import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import { useWords } from "@shared/language/Language";

interface Given {
  found: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
}

/** The way to a list's next page, while there is one. */
export function MorePages({ found }: Given) {
  const { t } = useWords();
  if (!found.hasNextPage) return null;
  return (
    <Box textAlign="center">
      <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
        {t("more")}
      </Button>
    </Box>
  );
}
