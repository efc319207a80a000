import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { Schemas } from "@shared/api/client";
import { Ltr } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { ClockShown } from "./Marks";

type Clock = Schemas["ClockView"];

/** The promises of a ticket: what is left of each in working time, and the instants at which somebody is told. */
export function Clocks({ clocks }: { clocks: readonly Clock[] }) {
  const { t } = useWords();
  if (!clocks.length) return <Alert type="info">{t("clocks-none")}</Alert>;
  return (
    <Container header={<Header variant="h2">{t("clocks")}</Header>}>
      <KeyValuePairs
        columns={2}
        items={clocks.map((clock) => ({
          label: t(codeId("clock", clock.name)),
          value: (
            <>
              <ClockShown clock={clock} />
              <Instants clock={clock} />
            </>
          ),
        }))}
      />
    </Container>
  );
}

function Instants({ clock }: { clock: Clock }) {
  const { t, format, length } = useWords();
  // What is used up is told by the service in working time; the reader's own clock has no say in it.
  const used = clock.target_minutes
    ? (100 * (clock.target_minutes - clock.remaining_minutes)) / clock.target_minutes
    : 0;
  return (
    <ExpandableSection headerText={t("clock-instants")}>
      <Box fontSize="body-s">
        {t("clock-target", { length: length(clock.target_minutes), when: format.brief(clock.since) })}
      </Box>
      <ul className="instants">
        {clock.instants.map(({ percent, at }) => (
          <li key={percent}>
            <StatusIndicator type={percent > used ? "pending" : percent === 100 ? "error" : "warning"}>
              <Ltr>{percent}%</Ltr> · {format.brief(at)}
            </StatusIndicator>
          </li>
        ))}
      </ul>
    </ExpandableSection>
  );
}
