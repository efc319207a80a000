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
waiting-reminded = A reminder: please answer our question about { $noun } { $number } on the portal by { $date }.
# Reason: who has no e-mail must know why and reach the link to appeal, so it takes two parts.
rejected = We could not accept { $noun } { $number }: { $reason } You may appeal within { $days }: { $link }
# Reason: a short answer is said whole (R121), with the link to appeal (R231), so it takes two parts.
solved = We answered { $noun } { $number }{ $answer ->
    [none] .
   *[other] : { $answer }
} You may appeal within { $days }: { $link }
# Reason: it names who answered (R211) and says a short answer whole, so it takes two parts.
answered = { $partner ->
    [none] We have an answer to
   *[other] { $partner } answered
} { $noun } { $number }{ $answer ->
    [none] . You find it on the portal.
   *[other] : { $answer }
}
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
# Reason: it gives the day of closing with the link to rate or appeal, so it takes two parts.
closing-announced = We will close { $noun } { $number } on { $date } unless we hear from you.{ $ending ->
    [rating] {" "}Rate our service or appeal: { $link }
    [appeal] {" "}To have it reopened: { $link }
   *[none] {""}
}
reopened = We apologise. New staff are looking again at { $noun } { $number }.
# Reason: who has no e-mail must know why, so it takes two parts.
decided = The manager looked at your appeal about { $noun } { $number } and confirmed that it stays closed{ $reason ->
    [none] .
   *[other] : { $reason }
}
sorry = We apologise that you were not satisfied with how we handled { $noun } { $number }.
merged = We joined { $noun } { $number } to an earlier one on the same matter. You will hear the result.
withdrawn = We withdrew { $noun } { $number } as you asked.
replied = You have a new message about { $noun } { $number } on the portal.
# Reason: it gives both why it takes longer and the new date (R145), so it takes two parts.
delayed = We are sorry that { $noun } { $number } takes longer{ $reason ->
    [none] .
   *[other] : { $reason }
} We expect to answer by { $date }.
# Reason: it gives both where the matter stands and the date (R145), so it takes two parts.
delayed-computed = We are sorry that { $noun } { $number } takes longer. It is with { $place }. We expect to answer by { $date }.
updated = Work on { $noun } { $number } goes on. It is with { $place }. We will send you the answer.
callback-unreached = { $body } tried to call you back and could not reach you. To reach us, { $phone ->
    [none] see { $link }
   *[other] call { $phone }
}
code = Your verification code is { $code }, valid for { $minutes }. Do not share it with anyone.
partner-referred = Referred to you: { $indefinite } { $number }. See the details in the system.
partner-withdrawn = The requester withdrew { $definite } { $number }. Please stop work on it.
duty = Critical: { $indefinite } { $number } was referred to you. Please act at once.
partner-reminded = { $reminder }: please answer { $indefinite } { $number } that we referred to you.

### What staff are told by text: where e-mail fails, and a manager, with the e-mail, when the time is up.
staff-escalated = { $stage ->
    [over] Overdue ({ $short }): { $indefinite } { $number }. Please act.
   *[near] { $percent }% of the time is used ({ $short }): { $indefinite } { $number }. Please follow it up.
}
staff-reminded = { $reminder }: please answer { $indefinite } { $number }.
staff-referred = { $complexity ->
    [critical] Critical: { $indefinite } { $number } was referred to your section. Please act at once.
   *[other] Referred to your section: { $indefinite } { $number }.
}
staff-returned = Returned to you for completion: { $indefinite } { $number }.
staff-reopened = Reopened: { $indefinite } { $number }. Please start on it.
staff-withdrawn = Withdrawn: { $indefinite } { $number }. Please stop work on it.
staff-assigned = Assigned to you: { $indefinite } { $number }. Please start on it.
staff-waiting-expired = The requester did not answer: { $indefinite } { $number }. Please decide.
staff-speak-wanted = The requester is not satisfied: { $indefinite } { $number }. Please speak with them.
staff-limit-reached = Reopened as often as allowed: { $indefinite } { $number }. Please decide.
staff-appealed = Appeal to the manager: { $indefinite } { $number }. Please decide.
staff-appeal-waiting = { $late ->
    [late] Appeal overdue: { $indefinite } { $number }. Please decide at once.
   *[early] Appeal not decided yet: { $indefinite } { $number }. Please decide.
}
staff-digest = { $date }, { $body }: { $more ->
    [more] at least { $overdue }.
   *[none] { $overdue }.
} See the system.
