### E-mails: the value opens the message, `closing` follows what is quoted, `action` names the link.
subject = { $noun } { $number }
partner-subject = Referral { $number }: { $indefinite }
code-subject = Your verification code
greeting = { $name ->
    [none] Dear Sir or Madam,
   *[other] Dear { $name },
}
partner-greeting = Dear colleagues at { $name },
automatic = When you contact us about this matter, please mention the number { $number }.

registered = { $kind ->
    [inquiry] Thank you for your inquiry. We registered it under the reference number { $number } and will send you the answer.
    [thanks] We received your thank-you note, registered it under number { $number } and passed it on to those concerned. It means a lot to us.
   *[other] We registered { $noun } under number { $number } and will send you the answer.
}
    .closing = Please keep the number to follow it up.
    .action = Follow it on the portal
referred = We referred { $noun } { $number } to { $partner }, which is competent for it.
    .closing = { $phone ->
        [none] Please follow it up with them.
       *[other] Please follow it up with them by phone at { $phone }.
    }
    .action = Follow it on the portal
asked = To go on with { $noun } { $number } we need to know something from you:
    .closing = The time that we have is paused until your answer arrives.
    .action = Answer on the portal
rejected = We are sorry that we could not accept { $noun } { $number }, for this reason:
    .closing = You have the right to appeal within { $days } of this message.
    .action = Appeal
solved = This is the answer to { $noun } { $number }:
    .closing = If it does not satisfy you, you have the right to appeal within { $days } of this message.
    .action = Rate our service or appeal
resolved = { $outcome ->
    [not_solvable] We are sorry that { $noun } { $number } could not be solved:
   *[solved] We have dealt with { $noun } { $number }, and this is the answer:
}
    .closing = If it does not satisfy you, you have the right to appeal within { $days } of this message.
    .action = Rate our service or appeal
closed = We closed { $noun } { $number }.
    .closing = { $ending ->
        [rating] We would like to know what you think of our service. You have the right to appeal within { $days } of this message.
        [appeal] You may have it reopened within { $days } of this message.
       *[none] Thank you for contacting us.
    }
    .action = { $ending ->
        [rating] Rate our service or appeal
       *[appeal] Have it reopened
    }
reopened = We apologise that the result did not satisfy you. We reopened { $noun } { $number }, and new staff are looking at it.
    .closing = We will tell you the result.
    .action = Follow it on the portal
sorry = We apologise that you were not satisfied with how we handled { $noun } { $number }. Thank you for telling us.
    .closing = Your rating helps us to serve you better.
    .action = Follow it on the portal
merged = We joined { $noun } { $number } to an earlier one, because both are about the same matter.
    .closing = Your number stays valid, and you will hear the result.
    .action = Follow it on the portal
withdrawn = We withdrew { $noun } { $number } as you asked, and will take no further step.
    .closing = Thank you for contacting us.
    .action = Follow it on the portal
replied = You have a message about { $noun } { $number }:
    .closing = { "" }
    .action = Follow it on the portal
delayed = We are sorry that { $noun } { $number } takes longer. We expect to answer by { $date }.{ $reason ->
        [none] {""}
       *[other] {" "}The reason is:
    }
    .closing = Thank you for your patience.
    .action = Follow it on the portal
code = Your verification code is { $code }. It is valid for { $minutes }.
    .closing = Do not share this code with anyone: no member of staff will ask you for it. If you did not ask for it, ignore this message.
partner-referred = We referred { $definite } { $number } to you because it is within your competence. Please act on it and answer.{ $note ->
        [none] {""}
       *[other] {" "}The note of the referral:
    }
    .closing = You find the details after signing in to the system.
    .action = Open the system
partner-withdrawn = The requester withdrew { $definite } { $number }. Please stop work on it.
    .closing = Thank you for your cooperation.
    .action = Open the system
