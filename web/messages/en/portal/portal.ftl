not-found = There is no page at this address
to-home = To the front page
sending = Sending…
draft-restored = We found what you had written before and not sent, and put it back.
draft-forget = Start anew

## New ticket

new-title = File a new ticket
new-lead = Tell what happened and where; we bring it to the section in charge.
new-kind = What would you like to file?
new-kind-missing = Choose a kind
kind-is-complaint = You are not satisfied with a service, a procedure or how you were treated, and want it put right.
kind-is-report = You saw a danger or damage, such as a hole in a road or a broken street light, even if it did not harm you.
kind-is-inquiry = You ask about a service, its conditions or its times.
kind-is-observation = You noticed something that we should know.
kind-is-suggestion = You have an idea that makes a service or a place better.
kind-is-thanks = You thank an employee or a section for good work.
kind-is-information-request = You ask for information or documents that we hold.
new-matter = The matter
new-category = Category
new-subcategory = Subcategory
new-object = What the complaint is about
new-description = What happened?
new-description-hint = Write what you saw and when. Do not write passwords or card numbers.
new-place = The place
new-region = Wilayat or region
new-subregion = Town or quarter
new-address = Address or nearest landmark
new-address-hint = For example: way 12, in front of Sawari school
new-person = Who files this?
new-anonymous = I do not want to give my name
new-anonymous-hint = We handle the report like any other, but cannot tell you how it ends; keep its number.
new-first-name = First name
new-family-name = Family or tribal name
new-mobile = Mobile number
new-mobile-hint = We send the number and all news to it. A mobile or an e-mail address is enough.
new-email = E-mail address
new-email-hint = If you have no mobile
new-send = Send

## Registered

registered-title = Your ticket is registered
registered-lead = We have your ticket ({ $kind }), and its time is running.
registered-number = Ticket number
registered-told = We sent you the number as well.
registered-keep = Keep this number.
registered-at = Registered
registered-first-reply = First reply before
registered-resolve = Settled before
registered-print = Print this page
registered-follow = Follow the ticket

## Following

track-title = My tickets
track-lead = We send a code to the mobile or the e-mail address that the ticket was filed with; then your tickets appear.
track-none = No tickets are registered with this number.
track-more = Show older ones
track-registered = Registered { $at }
sign-in-to = Mobile number or e-mail address
sign-in-to-hint = As you wrote it when you filed
sign-in-send = Send the code
sign-in-sent = If { $to } is known to us, a code of six digits is on its way; it is good for five minutes.
sign-in-code = Code
sign-in-code-hint = Six digits
sign-in-enter = Enter
sign-in-again = Send another code

## One ticket

ticket-title = Follow a ticket
ticket-status = Status
ticket-steps = Steps
ticket-asked = We need your answer
ticket-answer = Your answer
rate-title = How satisfied are you with the service?
rate-5 = Very satisfied
rate-4 = Satisfied
rate-3 = Neither
rate-2 = Not satisfied
rate-1 = Not at all satisfied
rate-reason = Why?
rate-send = Send the rating
