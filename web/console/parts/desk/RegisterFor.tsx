import Alert from "@cloudscape-design/components/alert";
import { told } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { useSending } from "@shared/sending";
import { sayRefusal } from "@shared/words";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { api } from "../../api";
import { type Caller, type ContactView, linkTicket } from "../../contacts";
import { keepsPeople, useBody, useMe } from "../../me";
import { RegisterForm } from "../../pages/Register";
import { filledFrom } from "../../register";
import type { Typed } from "../../typed";
import { Waiting } from "../Waiting";
import { type Done, Slip } from "../register/Slip";

interface Given {
  contact: ContactView;
  caller: Caller | undefined;
  changed: (after: ContactView) => void;
  /** Told when the agent is done with the ticket that was registered. */
  done: () => void;
}

/** The form of a new ticket, filled in with who calls; what is registered belongs to the contact. */
export function RegisterFor({ contact, caller, changed, done }: Given) {
  const me = useMe();
  const body = useBody(contact.body);
  const id = caller?.person?.id ?? "";
  const person = useQuery({
    queryKey: ["person", id],
    queryFn: () => told(api.GET("/v1/people/{id}", { params: { path: { id } } })),
    enabled: Boolean(id) && keepsPeople(me),
    retry: false,
  });
  const { t } = useWords();
  const [channel, setChannel] = useState("phone");
  const [registered, setRegistered] = useState<Done>();
  const link = useSending(
    `registered.${contact.id}`,
    useCallback((number: string, key: string) => linkTicket(contact.id, number, key), [contact.id]),
  );
  const own = async (number: string) => {
    const after = await link.send(number);
    if (after) changed(after);
  };
  if (!body.data || (id && keepsPeople(me) && person.isPending)) {
    return <Waiting error={body.error} retry={() => void body.refetch()} />;
  }
  const filled: Partial<Typed> = { mobile: contact.number, ...(person.data && filledFrom(person.data)) };
  if (registered) {
    return (
      <>
        {link.refusal && <Alert type="error">{sayRefusal(link.refusal, t)}</Alert>}
        <Slip done={registered} next={done} />
      </>
    );
  }
  return (
    <RegisterForm
      body={body.data}
      contact={contact.id}
      filled={filled}
      channel={channel}
      keepChannel={setChannel}
      done={(said) => {
        setRegistered(said);
        void own(said.registered.number);
      }}
      added={(number) => void own(number)}
    />
  );
}
