import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import { type Schemas, told } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api";
import { useBodyNow } from "../me";
import { listAt } from "../worklists";
import { Go } from "./Go";
import { Waiting } from "./Waiting";

const TILES = ["reopened", "open", "in_process", "closed"] as const;
const LIVE = ["pending", "transferred", "answered"] as const;

/** The counts of what one may see (R001): each row sums to all of it, and each number opens what it counts. */
export function Counts() {
  const { t } = useWords();
  const body = useBodyNow();
  const counts = useQuery({
    queryKey: ["counts"],
    queryFn: () => told(api.GET("/v1/counts")),
    refetchInterval: 10_000,
  });
  if (!counts.data) return <Waiting error={counts.error} retry={() => void counts.refetch()} />;
  const of = counts.data.bodies.find((each) => each.body === body);
  if (!of) return <Header variant="h2">{t("counts-all", { n: 0 })}</Header>;
  const { all, tiles, live } = of;
  return (
    <Container header={<Header variant="h2">{t("counts-all", { n: all })}</Header>}>
      <Box padding={{ bottom: "m" }}>
        <KeyValuePairs columns={4} items={TILES.map((tile) => shown("tile", tile, tiles[tile]))} />
      </Box>
      <KeyValuePairs columns={4} items={LIVE.map((one) => shown("live", one, live[one]))} />
    </Container>
  );

  function shown(list: "tile" | "live", code: (typeof TILES | typeof LIVE)[number], count: number) {
    const label = t(codeId(list, code));
    return {
      label,
      value: (
        <Box variant="awsui-value-large">
          <Number count={count} name={label} to={listAt("all", { body, [list]: code })} />
        </Box>
      ),
    };
  }
}

/** A number that opens the list of what it counts; nought opens nothing. */
export function Number({ count, name, to }: { count: number; name: string; to: string | undefined }) {
  const { t, format } = useWords();
  const text = <bdi>{format.number(count)}</bdi>;
  if (!count || !to) return text;
  return (
    <Go to={to} name={t("number-opens", { name, n: format.number(count) })}>
      {text}
    </Go>
  );
}

export type Tally = Schemas["Tally"];
