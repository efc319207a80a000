import { useDraft } from "@shared/drafts";
import { useWords } from "@shared/language/Language";
import { Link } from "wouter";
import { type Body, useBody } from "../body";
import { Channels } from "../parts/Channels";
import { Refused, SelectField, TextField } from "../parts/Field";
import { Page } from "../parts/Page";
import { StayInTouch } from "../parts/StayInTouch";
import { EMPTY_LETTER, faultOfLetter, letterOf, topicsOf } from "./contact";
import { useHandingIn } from "./new/handingIn";
import { useOwn } from "./new/own";

/** Write to the body, reach it, stay in touch with it (R016, R017, R223). */
export default function Contact() {
  const { t, name } = useWords();
  const { body } = useBody();
  return (
    <Page title={t("contact-title")} lead={<p>{t("contact-lead", { body: name(body.name) })}</p>}>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Write key={body.code} body={body} />
        <StayInTouch key={`stay.${body.code}`} />
      </div>
      <Channels body={body} />
    </Page>
  );
}

function Write({ body }: { body: Body }) {
  const { t, name, language } = useWords();
  const form = `contact.${body.code}`;
  const { draft, filled } = useOwn(body.code, ["name", "email"], useDraft(form, EMPTY_LETTER));
  const words = (letter: typeof EMPTY_LETTER) => letterOf(letter, body, language);
  const { refusal, busy, elsewhere, submit } = useHandingIn({ form, draft, fault: faultOfLetter, words });
  const { value, change } = draft;
  const reasons = refusal?.fields ?? {};
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="card grid gap-5" aria-labelledby="write">
      <h2 id="write">{t("contact-write")}</h2>
      <Refused refusal={refusal} labels={labels(t)} />
      {elsewhere && <p role="status">{t("new-elsewhere")}</p>}
      {filled && <p role="status">{t("new-filled")}</p>}
      <TextField
        id="requester.name"
        label={t("contact-name")}
        reason={reasons["requester.name"]}
        autoComplete="name"
        maxLength={120}
        value={value.name}
        change={(text) => change({ name: text })}
      />
      <TextField
        id="requester.email"
        label={t("new-email")}
        hint={t("contact-email-hint")}
        reason={reasons["requester.email"]}
        type="email"
        dir="ltr"
        autoComplete="email"
        maxLength={254}
        value={value.email}
        change={(text) => change({ email: text })}
      />
      <SelectField
        id="category"
        label={t("contact-topic")}
        reason={reasons["category"]}
        value={value.category}
        options={topicsOf(body).map((each) => [each.code, name(each.name)])}
        change={(category) => change({ category })}
      />
      <TextField
        id="subject"
        label={t("contact-subject")}
        reason={reasons["subject"]}
        maxLength={200}
        value={value.subject}
        change={(text) => change({ subject: text })}
      />
      <TextField
        id="description"
        label={t("contact-text")}
        hint={t("new-description-hint")}
        reason={reasons["description"]}
        rows={6}
        maxLength={4000}
        value={value.text}
        change={(text) => change({ text })}
      />
      <button type="submit" className="aegov-btn justify-self-start" disabled={busy}>
        {busy ? t("sending") : t("message-send")}
      </button>
      <p className="text-sm text-aeblack-700">
        {t("contact-else")}{" "}
        <Link href="/new" className="aegov-link">
          {t("nav-new")}
        </Link>
      </p>
    </form>
  );
}

const labels = (t: (id: string) => string): Record<string, string> => ({
  "requester.name": t("contact-name"),
  "requester.email": t("new-email"),
  category: t("contact-topic"),
  subject: t("contact-subject"),
  description: t("contact-text"),
});
