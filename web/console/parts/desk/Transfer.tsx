import Autosuggest from "@cloudscape-design/components/autosuggest";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useWords } from "@shared/language/Language";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { dialledLine, type Line, linesOf } from "../../extensions";
import { useBodyNow } from "../../me";
import { useSwitchboard } from "../../switchboard";
import { type Call, dialledOf, type Phone, type Target } from "../../telephony/phone";
import { useQueueNames } from "./useQueueNames";
import type { useVerb } from "./useVerb";

interface Given {
  call: Call;
  verbs: Phone;
  verb: ReturnType<typeof useVerb>;
  close: () => void;
}

const KINDS = ["agent", "queue", "number"] as const;

/** Give a call to a colleague, a queue, an extension or a number (R006): after speaking with them, or at once. */
export function Transfer({ call, verbs, verb, close }: Given) {
  const { t, name: say } = useWords();
  const [typed, setTyped] = useState("");
  const found = useQuery({
    queryKey: ["phone", "targets", call.id],
    queryFn: () => verbs.targets(call.id),
    retry: 1,
    staleTime: 60_000,
  });
  const queueNamed = useQueueNames();
  const targets = (found.data ?? []).map((each) => ({
    ...each,
    name: each.kind === "queue" ? queueNamed(each.name) : each.name,
  }));
  const here = useBodyNow();
  const board = useSwitchboard(call.queue.split(".")[0] || here).data;
  const lines = linesOf(board, found.data ?? [], call.queue);
  const lineSaid = ({ extension, name }: Line) => `${extension} · ${say(name)}`;
  const number = dialledOf(typed);
  const target: Target | undefined =
    targets.find(({ name }) => name === typed) ??
    (lines.find((each) => lineSaid(each) === typed) ?? dialledLine(lines, typed))?.target ??
    (number ? { id: number, kind: "number", name: number } : undefined);
  const give = async (how: "consult" | "pass") => {
    if (target && (await verb.ask(() => verbs[how](call.id, target)))) close();
  };
  const groups = [
    ...KINDS.map((kind) => ({
      label: t(`phone-target-${kind}`),
      options: targets.filter((each) => each.kind === kind).map(({ name }) => ({ value: name })),
    })),
    { label: t("phone-target-extension"), options: lines.map((each) => ({ value: lineSaid(each) })) },
  ].filter(({ options }) => options.length);
  return (
    <SpaceBetween size="s">
      <FormField label={t("phone-transfer-to")} constraintText={t("phone-transfer-hint")}>
        <Autosuggest
          value={typed}
          options={groups}
          enteredTextLabel={(text) => t("phone-transfer-number", { text })}
          empty={t("phone-no-targets")}
          statusType={found.isPending ? "loading" : found.isError ? "error" : "finished"}
          loadingText={t("loading")}
          errorText={t("phone-no-targets")}
          recoveryText={t("retry")}
          onLoadItems={() => found.isError && void found.refetch()}
          onChange={({ detail }) => setTyped(detail.value)}
        />
      </FormField>
      {typed && !target && <Box color="text-status-error">{t("phone-transfer-unknown")}</Box>}
      <div className="filters">
        <Button variant="primary" disabled={!target} loading={verb.busy} onClick={() => void give("consult")}>
          {t("phone-consult")}
        </Button>
        <Button disabled={!target || verb.busy} onClick={() => void give("pass")}>
          {t("phone-pass")}
        </Button>
        <Button variant="link" onClick={close}>
          {t("cancel")}
        </Button>
      </div>
    </SpaceBetween>
  );
}
