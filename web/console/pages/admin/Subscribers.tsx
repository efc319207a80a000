import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { told } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { Ltr } from "@shared/language/Ltr";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { api } from "../../api";
import { useMe } from "../../me";
import { Waiting } from "../../parts/Waiting";
import { joined, offer } from "./sheets";
import { useTitle } from "./ThingPage";
import { useThings } from "./things";

/** The code under which a subscription of the service's own portal is kept. */
const PORTAL = "portal";

/** A page of the list; the API gives up to a hundred. */
const PAGE = 50;

function useSubscribers(body: string) {
  return useInfiniteQuery({
    queryKey: ["subscriptions", body],
    queryFn: ({ pageParam }) =>
      told(
        api.GET("/v1/subscriptions", {
          params: { query: { body, limit: PAGE, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

/** Fetch the whole list as one file: the service gives it in parts. */
async function exported(body: string): Promise<void> {
  const parts: string[] = [];
  let name = "";
  let cursor = "";
  do {
    const part = await told(
      api.GET("/v1/subscriptions/export", { params: { query: { body, ...(cursor && { cursor }) } } }),
    );
    name ||= part.name;
    parts.push(part.csv);
    cursor = part.next ?? "";
  } while (cursor);
  offer(name, joined(parts));
}

/** Who agreed to the body's news, when and where; whoever withdraws is not here any more (R017). */
export function Subscribers() {
  const { t, name, format } = useWords();
  const body = useMe().bodies[0]?.code ?? "";
  const listed = useSubscribers(body);
  const channels = useThings("channels").data;
  const file = useMutation({ mutationFn: () => exported(body) });
  const title = t("admin-subscribers");
  useTitle(title);
  if (!listed.data) return <Waiting error={listed.error} retry={() => void listed.refetch()} />;
  const people = listed.data.pages.flatMap(({ items }) => items);
  const masked = listed.data.pages.some((page) => page.masked);
  const sourced = (code: string) =>
    code === PORTAL ? t("admin-subscriber-portal") : name(channels?.find((each) => each.code === code)?.name) || code;
  return (
    <SpaceBetween size="m">
      {masked && <Alert type="info">{t("admin-subscribers-masked")}</Alert>}
      {file.isError && <Alert type="error">{t("admin-export-failed")}</Alert>}
      <Table
        variant="full-page"
        enableKeyboardNavigation
        trackBy="id"
        items={people}
        ariaLabels={{ tableLabel: title }}
        columnDefinitions={[
          { id: "name", header: t("admin-field-name"), isRowHeader: true, cell: (one) => <bdi>{one.name}</bdi> },
          { id: "to", header: t("admin-subscriber-to"), cell: ({ to }) => <Ltr>{to}</Ltr> },
          {
            id: "language",
            header: t("admin-field-language"),
            cell: ({ language }) => t(language === "en" ? "language-en" : "language-ar"),
          },
          { id: "given", header: t("admin-subscriber-since"), cell: (one) => format.moment(one.given_at) },
          { id: "source", header: t("admin-subscriber-source"), cell: ({ source }) => sourced(source) },
        ]}
        header={
          <Header
            variant="awsui-h1-sticky"
            counter={`(${people.length}${listed.hasNextPage ? "+" : ""})`}
            description={t("admin-about-subscribers")}
            actions={
              <Button
                iconName="download"
                disabled={!people.length}
                loading={file.isPending}
                onClick={() => file.mutate()}
              >
                {t("admin-export")}
              </Button>
            }
          >
            {title}
          </Header>
        }
        footer={
          listed.hasNextPage && (
            <Box textAlign="center">
              <Button loading={listed.isFetchingNextPage} onClick={() => void listed.fetchNextPage()}>
                {t("admin-more")}
              </Button>
            </Box>
          )
        }
        empty={
          <Box textAlign="center" padding="l">
            {t("admin-subscribers-none")}
          </Box>
        }
      />
    </SpaceBetween>
  );
}
