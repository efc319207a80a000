### Text messages. Each is one part (160 GSM-7 characters) at its longest, or says why above it, after "Reason:".
registered = { $kind ->
    [inquiry] Thank you for your inquiry. Its reference number is { $number }. We will send you the answer.
    [thanks] We received your thank-you note under number { $number }. It means a lot to us.
   *[other] We registered { $noun } under number { $number }. We will send you the answer.
}
referred = We referred { $noun } { $number } to { $partner }. Please follow it up with them{ $phone ->
    [none] .
   *[other] : { $phone }
}
asked = We have a question about { $noun } { $number }. Please answer it on the portal.
# Reason: who has no e-mail must know why and reach the link to appeal, so it takes two parts.
rejected = We could not accept { $noun } { $number }: { $reason } You may appeal within { $days }: { $link }
# Reason: a short answer is said whole (R121), with the link to appeal (R231), so it takes two parts.
solved = We answered { $noun } { $number }{ $answer ->
    [none] .
   *[other] : { $answer }
} You may appeal within { $days }: { $link }
# Reason: a short answer is said whole (R121), with the link to appeal (R231), so it takes two parts.
resolved = { $outcome ->
    [not_solvable] We could not solve
   *[solved] We answered
} { $noun } { $number }{ $answer ->
    [none] .
   *[other] : { $answer }
} You may appeal within { $days }: { $link }
closed = We closed { $noun } { $number }. { $ending ->
    [rating] Rate our service or appeal: { $link }
    [appeal] To have it reopened: { $link }
   *[none] Thank you for contacting us.
}
reopened = We apologise. New staff are looking again at { $noun } { $number }.
sorry = We apologise that you were not satisfied with how we handled { $noun } { $number }.
merged = We joined { $noun } { $number } to an earlier one on the same matter. You will hear the result.
withdrawn = We withdrew { $noun } { $number } as you asked.
replied = You have a new message about { $noun } { $number } on the portal.
# Reason: it gives both why it takes longer and the new date (R145), so it takes two parts.
delayed = We are sorry that { $noun } { $number } takes longer{ $reason ->
    [none] .
   *[other] : { $reason }
} We expect to answer by { $date }.
code = Your verification code is { $code }, valid for { $minutes }. Do not share it with anyone.
partner-referred = Referred to you: { $indefinite } { $number }. See the details in the system.
partner-withdrawn = The requester withdrew { $definite } { $number }. Please stop work on it.
duty = Critical: { $indefinite } { $number } was referred to you. Please act at once.
