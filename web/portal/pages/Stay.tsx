import { told } from "@shared/api/client";
import { Refusal } from "@shared/api/refusal";
import { useWords } from "@shared/language/Language";
import { Ltr } from "@shared/language/Ltr";
import { useSending } from "@shared/sending";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { Link } from "wouter";
import { api } from "../api";
import { Refused } from "../parts/Field";
import { Page } from "../parts/Page";
import { Waiting } from "../parts/Waiting";

/**
 * What the link in a message of news leads to: withdraw without a code (R017). Looking changes nothing. The token
 * stands after the #, which no server is told and no log keeps.
 */
export default function Stay() {
  const token = location.hash.slice(1);
  const { t } = useWords();
  const kept = useQueryClient();
  const queryKey = ["stay", token];
  const params = { path: { token } };
  const seen = useQuery({
    queryKey,
    queryFn: () => told(api.GET("/v1/public/subscriptions/{token}", { params })),
    enabled: Boolean(token),
    retry: false,
  });
  const call = useCallback(
    () => told(api.DELETE("/v1/public/subscriptions/{token}", { params: { path: { token } } })),
    [token],
  );
  const sending = useSending("stay", call);
  if (!token || (seen.error instanceof Refusal && seen.error.status === 404)) {
    return (
      <Page title={t("link-dead")} lead={<p>{t("stay-dead")}</p>}>
        <Link href="/contact" className="aegov-btn btn-outline">
          {t("nav-contact")}
        </Link>
      </Page>
    );
  }
  const withdraw = async () => {
    const after = await sending.send({});
    if (after) kept.setQueryData(queryKey, after);
  };
  return (
    <Page title={t("stay-title")}>
      {!seen.data && <Waiting error={seen.error} retry={() => void seen.refetch()} />}
      {seen.data && (
        <div className="card grid max-w-xl gap-4">
          <Refused refusal={sending.refusal} />
          <p role="status" className="font-semibold">
            {seen.data.active ? t("stay-active") : t("stay-withdrawn")} <Ltr>{seen.data.to}</Ltr>
          </p>
          {seen.data.active && (
            <button
              type="button"
              className="aegov-btn justify-self-start"
              disabled={sending.busy}
              onClick={() => void withdraw()}
            >
              {sending.busy ? t("sending") : t("stay-withdraw")}
            </button>
          )}
        </div>
      )}
    </Page>
  );
}
