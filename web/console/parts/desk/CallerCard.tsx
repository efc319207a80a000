import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { Ltr } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import type { Caller } from "../../contacts";
import { Go } from "../Go";
import { Guidance } from "../Guidance";
import { useDispositions } from "./useCaller";

/** Who calls: the number, the name where it is known, whether they are a VIP, and how to deal with such clients. */
export function CallerLine({ caller }: { caller: Caller }) {
  const { t, format } = useWords();
  const { person, number, callback } = caller;
  return (
    <SpaceBetween size="xs">
      <div className="caller">
        {person ? (
          <Go to={`/requesters/${person.id}`}>
            <bdi>{person.name || t("register-nameless")}</bdi>
          </Go>
        ) : (
          <span>{t("caller-unknown")}</span>
        )}
        {number ? <Ltr>{number}</Ltr> : <span>{t("number-withheld")}</span>}
        {person?.vip && <Badge color="blue">{t("mark-vip")}</Badge>}
        {person && <Badge color="grey">{t(codeId("requester-type", person.type))}</Badge>}
        {person && <span>{t("caller-speaks", { language: t(codeId("language", person.language)) })}</span>}
      </div>
      {person && <Guidance words={person.guidance} />}
      {callback && (
        <div>
          {t("caller-owed", { when: format.brief(callback.requested_at) })} <bdi>{callback.note}</bdi>
        </div>
      )}
    </SpaceBetween>
  );
}

/** What somebody called about before: number, date and time, and the reason, in these columns (R071). */
export function CallerContacts({ caller, most }: { caller: Caller; most?: number }) {
  const { t, format } = useWords();
  const { named } = useDispositions();
  const shown = caller.contacts.slice(0, most);
  if (!shown.length) return <Box color="text-body-secondary">{t("caller-first")}</Box>;
  return (
    <div className="caller-contacts-frame" role="group" aria-label={t("caller-contacts")} tabIndex={0}>
      <table className="caller-contacts">
        <thead>
          <tr>
            <th scope="col">{t("caller-number")}</th>
            <th scope="col">{t("caller-at")}</th>
            <th scope="col">{t("caller-reason")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ id, number, at, reason }) => (
            <tr key={id}>
              <td>{number ? <Ltr>{number}</Ltr> : t("number-withheld")}</td>
              <td>
                <Go to={`/contacts/${id}`}>{format.brief(at)}</Go>
              </td>
              <td>
                <bdi>{reason ? named(reason) : t("caller-no-reason")}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
