import Alert, { type AlertProps } from "@cloudscape-design/components/alert";
import { Ltr } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { useQuery } from "@tanstack/react-query";
import { fetchSwitchboard, type SwitchboardShown } from "../../../switchboard";

type Told = SwitchboardShown["telephony"];

/** Milliseconds after which the page asks again while the telephony has not followed yet. */
const EVERY = 5_000;
const TYPES: Record<Told["state"], AlertProps.Type> = {
  none: "info",
  waiting: "info",
  configured: "success",
  incomplete: "warning",
  refused: "error",
};

/** Says whether the telephony has what was saved, and asks until it has. */
export function Telephony({ saved, body }: { saved: SwitchboardShown; body: string }) {
  const { t, format } = useWords();
  const asked = useQuery({
    queryKey: ["switchboard", body, "telephony", saved.version],
    queryFn: () => fetchSwitchboard(body),
    initialData: saved,
    staleTime: 0,
    gcTime: 0,
    refetchInterval: ({ state }) => (state.data?.telephony.state === "waiting" ? EVERY : false),
  });
  const { state, at, problems } = asked.data.telephony;
  return (
    <div role="status" className="telephony-state">
      <Alert type={TYPES[state]}>
        {t(`switchboard-telephony-${state}`, { at: at ? format.moment(at) : "" })}
        {problems.length > 0 && (
          <ul>
            {problems.map(({ part, name, reason }) => (
              <li key={`${part} ${name} ${reason}`}>
                {t(`switchboard-part-${part}`)}
                {part !== "flow" && (
                  <>
                    {" "}
                    <Ltr>{name}</Ltr>
                  </>
                )}
                : {t(`switchboard-refused-${reason}`)}
              </li>
            ))}
          </ul>
        )}
      </Alert>
    </div>
  );
}
