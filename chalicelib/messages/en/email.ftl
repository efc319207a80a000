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
decided = The manager looked at your appeal about { $noun } { $number } and confirmed that it stays closed.{ $reason ->
        [none] {""}
       *[other] {" "}The reason is:
    }
    .closing = Thank you for contacting us.
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
delayed-computed = We are sorry that { $noun } { $number } takes longer. It is with { $place } now. We expect to answer by { $date }.
    .closing = Thank you for your patience.
    .action = Follow it on the portal
updated = Work on { $noun } { $number } goes on. It is with { $place } now.
    .closing = We will send you the answer as soon as we have it.
    .action = Follow it on the portal
waiting-reminded = We asked you something about { $noun } { $number } and have not heard from you yet.
    .closing = Please answer by { $date }, so that we can go on with it.
    .action = Answer on the portal
answered = { $partner ->
    [none] This is the answer
   *[other] This is the answer of { $partner }
} to { $noun } { $number }:
    .closing = We will contact you to ask whether it satisfies you.
    .action = Follow it on the portal
closing-announced = We will close { $noun } { $number } on { $date } unless we hear from you before.
    .closing = { $ending ->
        [rating] We would like to know what you think of our service. If the answer does not satisfy you, you have the right to appeal.
        [appeal] If the answer does not satisfy you, you may have it reopened.
       *[none] Thank you for contacting us.
    }
    .action = { $ending ->
        [rating] Rate our service or appeal
       *[appeal] Have it reopened
    }
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
partner-reminded = We remind you of { $definite } { $number } that we referred to you ({ $reminder }). { $late ->
        [late] The answer was due on { $due }.
       *[early] The answer is due on { $due }.
    } Please answer.{ $note ->
        [none] {""}
       *[other] {" "}A note:
    }
    .closing = You find the details after signing in to the system.
    .action = Open the system

### Messages to staff: by name and post, without anything of the requester; lines below say category, place and due time.
staff-greeting = { $role ->
        [none] To: { $name }
       *[other] To: { $name }, { $role }
    }
staff-automatic = This is an automatic message to staff. It has no details of the requester. Please do not answer it.
staff-action = Open the system
staff-category = Category: { $category }
staff-place = It is with: { $place }
staff-due = Due: { $due }
staff-unassigned = Assigned to: nobody yet
staff-escalated = { $stage ->
        [over] The { $promise } of { $definite } { $number } is over, and what was promised is not done.
       *[near] { $percent }% of the { $promise } of { $definite } { $number } is used.
    }
    .closing = { $wanted ->
        [reason] Please enter the reason for the delay and the date of the expected answer in the system, so that the requester hears both before the time is over.
       *[none] { $stage ->
            [over] Please act at once.
           *[near] Please follow it up before it is due.
        }
    }
    .subject = { $stage ->
        [over] Escalation ({ $short } overdue): { $indefinite } { $number }
       *[near] Escalation ({ $short }, { $percent }% of the time): { $indefinite } { $number }
    }
staff-reminded = We remind you of { $definite } { $number } ({ $reminder }). { $late ->
        [late] The answer is overdue.
       *[early] The answer is not due yet.
    }
    .closing = Please answer, or say what was done.
    .subject = { $reminder }: { $indefinite } { $number }
staff-referred = { $complexity ->
        [critical] Critical: a new referral to your section, { $indefinite } { $number }.
       *[other] A new referral to your section: { $indefinite } { $number }.
    }
    .closing = { $complexity ->
        [critical] Please act at once.
       *[other] Please start on it, and answer before it is due.
    }
    .subject = Referral to your section: { $indefinite } { $number }
staff-returned = We return the answer on { $definite } { $number } to you for completion.
    .closing = Please read in the system why, and answer before it is due.
    .subject = Returned for completion: { $indefinite } { $number }
staff-reopened = We reopened { $definite } { $number } at your section, for somebody who did not handle it before.
    .closing = Please start on it, and answer before it is due.
    .subject = Reopened: { $indefinite } { $number }
staff-appealed = The requester appealed about { $definite } { $number } after it was closed for good.
    .closing = Please confirm the closing or order a new pass, with a reason.
    .subject = Appeal to the manager: { $indefinite } { $number }
staff-appeal-waiting = { $late ->
        [late] The time to decide the appeal about { $definite } { $number } is over, and nobody decided.
       *[early] The appeal about { $definite } { $number } still waits for the manager's decision.
    }
    .closing = { $late ->
        [late] Please confirm the closing or order a new pass at once, with a reason.
       *[early] Please confirm the closing or order a new pass, with a reason, before it is due.
    }
    .subject = { $late ->
        [late] Appeal overdue: { $indefinite } { $number }
       *[early] Appeal not decided yet: { $indefinite } { $number }
    }
staff-withdrawn = The requester withdrew { $definite } { $number }.
    .closing = Please stop work on it.
    .subject = Withdrawn: { $indefinite } { $number }
staff-assigned = We assigned { $definite } { $number } to you.
    .closing = Please start on it, and answer before it is due.
    .subject = Assigned to you: { $indefinite } { $number }
staff-waiting-expired = The requester did not answer our question about { $definite } { $number } in the time given.
    .closing = You may now resolve it for want of a response, or contact the requester again.
    .subject = No answer from the requester: { $indefinite } { $number }
staff-speak-wanted = The requester is not satisfied with how { $definite } { $number } was handled.
    .closing = Please speak with them to learn why, and enter the reasons in the system.
    .subject = Speak with a dissatisfied requester: { $indefinite } { $number }
staff-limit-reached = We reopened { $definite } { $number } as often as is allowed ({ $times }).
    .closing = Please decide on it. It may be closed for good with a reason; the requester then has one appeal to the manager.
    .subject = Reopened as often as allowed: { $indefinite } { $number }
staff-digest = Overdue at { $body } on { $date }: { $more ->
        [more] at least { $overdue }.
       *[none] { $overdue }.
    }
    .closing = This digest is sent once a day.
    .subject = Overdue on { $date }: { $overdue }
digest-counts = By place:
digest-count = { $place }: { $count }
digest-tickets = { $shown ->
    [one] The longest overdue:
   *[other] The longest overdue ({ $shown }):
}
digest-ticket = { $number }: { $indefinite }, { $category }, with { $place }, due { $due }
