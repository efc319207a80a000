# What a caller hears: spoken, not written. Numbers are read digit by digit or as words, and there are no signs of direction.

# So many minutes.
minutes = { $n ->
    [0] less than a minute
    [one] one minute
   *[other] { $words } minutes
}

# How long something lasts, after a preposition.
minutes-long = { $n ->
    [one] { $words } minute
   *[other] { $words } minutes
}
seconds-long = { $n ->
    [one] { $words } second
   *[other] { $words } seconds
}

# The state of an earlier ticket: what was done and when, then the next step, then the day expected.
state = { $step } That was on { $day }.
next-registered = The next step is to classify it and refer it to the section that answers for it.
next-referred = The next step is for the section to look into it.
next-partner = The next step is for { $partner } to look into it.
next-in_progress = The section is working on it.
next-in_progress-partner = { $partner } is working on it.
next-waiting = We are waiting for your answer to our question. You find it in the message that we sent you.
next-answered = The next step is to check the answer and tell you the result.
next-resolved = The next step is to ask what you think of it, and then to close it.
next-rejected = You may appeal. An agent can do that for you.
next-closed = If you are not satisfied you may appeal. An agent can do that for you.
expected = We expect to be done on { $day }.
late = We expected to be done on { $day }, and we are sorry that we are late.
unreadable = That number is not right. The number of a request has twelve digits.
prove = To protect your privacy we check first. We send a code of six digits to the phone that the request has.
sent = To protect your privacy we check first. If the request has a mobile phone, the code has been sent to it as a text. It is good for five minutes.
not-sent = We cannot send a code now. Try again in an hour, or speak with an agent.
not-proved = We found no request with that number and that code.

# The population clock.
population = There are about { $n ->
    [one] one person
   *[other] { $words } people
} now, as { $source } estimates.
no-population = The population clock is not available now.

# Menus: procedures and the directory, eight to a page.
procedure-choice = To hear about { $name } press { $key }.
line-choice = To speak with { $name } press { $key }.
more = For more press 9.
again = To go back to the beginning of the list press 9.
no-procedures = There are no procedures to listen to now.
no-lines = The directory is not available now.
no-choice = There is no choice with that number.
connecting = I am connecting you with { $name }.
no-extension = There is no such extension.

# Waiting.
place = { $n ->
    [0] You are next.
    [one] One caller is before you.
   *[other] { $words } callers are before you.
}
wait = The expected wait is { $minutes }.
wait-long = The expected wait is more than an hour.

# Callbacks and voice messages.
number = The number is { $number }.
no-number = We cannot call that number.
callback-now = We will call you on { $number }, as soon as an agent is free.
callback-later = We will call you on { $number }, on { $day }, from { $hour }.
callback-known = We already have your request for a call. { $said }
callback-refused = We cannot take a request for a call now. You may leave a voice message, or call later.
voicemail-length = After the tone, leave your message with your name and what you would like to say. At most { $length } are recorded. To finish, press hash.
voicemail = We have your voice message and will register it. If you called from a mobile phone, its number will reach you as a text. Thank you.
survey-thanks = Thank you for telling us.

# What an agent hears before the caller.
whisper = { $queue }, in Arabic.
whisper-english = { $queue }, in English.
whisper-vip = A distinguished client.
whisper-callback = A callback.

# The task on an agent's screen.
callback-task = Call back: { $queue }
voicemail-task = Voice message without a number: { $queue }

# The description of a ticket that a voice message became, its subject, and the name of who is not known.
voice-message = A voice message of { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
} waits to be listened to in contact { $contact }.
voice-message-unmeasured = A voice message waits to be listened to in contact { $contact }.
voice-no-words = Its words are not written down, for no transcriber is configured ({ $transcriber }).
voice-words = Its words as a machine wrote them down ({ $transcriber }): { $words }
voice-landline = The caller's number { $number } gets no texts.
voice-subject = A voice message
voice-caller = Caller by voice message
