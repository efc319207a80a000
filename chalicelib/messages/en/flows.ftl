# What a caller hears from the switchboard. It is spoken, not written: short sentences, none of over thirty seconds.
# What stands in braces is put in by the telephony while the call goes on.

## Welcome and language
welcome = Welcome to { $name }.
welcome-plain = Welcome to the contact centre.
choose-arabic = For Arabic, press 1.
choose-english = For English, press 2.

## In every menu
wrong-key = Sorry, this number is not one of the choices.
sorry = We are sorry, this cannot be done now.
sorry-bye = We are sorry, the call could not be transferred. Please call again later. Goodbye.
no-answer = We are sorry, this information is not available now.
bye = Thank you for calling. Goodbye.
help = To speak with the operator, press 0. To go back to the menu, press star. To hear the choices of any menu again, press hash. To change the language, press 9.
list-keys = To go back, press star.

## The statistics centre
statistics-menu = For statistics and information, press 1. For opinion polls, press 2. For spatial information, press 3. For administrative matters, press 4. For information technology, press 5. For the state of an earlier request, press 6. For media and marketing, press 7. To speak with our staff, press 8. For help, press 0.
information-menu = For economic statistics, press 1. For social statistics, press 2. For the population clock, press 3. For help, press 0. To go back, press star.
technology-menu = For devices and equipment, press 1. For systems and programs, press 2. For help, press 0. To go back, press star.

## The municipality
municipality-menu = For emergencies, press 1. For the state of a transaction, press 2. To listen to the procedures of services, press 3. To speak with our staff, press 4. For the directory of extensions, press 5. For help, press 0.
staff-menu = For transactions, press 1. For services, press 2. For anything else, press 3. For help, press 0. To go back, press star.
emergency = If somebody's life is in danger, hang up and call the police at once.

## Names of queues
queue-operator = the operator
queue-economy = economic statistics
queue-society = social statistics
queue-opinion = opinion polls
queue-geoinformation = spatial information
queue-administration = administrative matters
queue-general = general questions
queue-hardware = devices and equipment
queue-software = systems and programs
queue-media = media and marketing
queue-emergency = emergencies
queue-transactions = transactions
queue-services = services

## The directory
directory-menu = To enter an extension, press 1. To choose from a list, press 2. For help, press 0. To go back, press star.
directory-extension = Enter the extension, then press hash.
directory-unanswered = Nobody answered this extension. We are connecting you with the operator.

## Procedures of services
procedure-keys = To hear this again, press hash. For another service, press 1. To go back, press star.

## The state of an earlier request
state-number = Enter the twelve digits of the number of your request, then press hash. To go back, press star, then hash.
state-code = Enter the six digits of the code, then press hash.
state-keys = To hear this again, press hash. For another request, press 1. For help, press 0. To go back, press star.

## Out of hours
closed = You are calling outside our office hours.
full = All lines are busy now.
leave-menu = To leave a voice message, press 1. To be called back, press 2. For help, press 0. To end the call, press star.
leave-help = Your voice message reaches whoever is responsible. If you ask to be called back, we call you within office hours. You can also file requests on the portal at any time.
voicemail = After the tone, leave your message with your name and what you would like to say. At most two minutes are recorded. To finish, press hash.
voicemail-kept = Your message has been recorded.
voicemail-next = Whoever is responsible will listen to it. If you called from a mobile, you will get the number of your request in a text message.

## Call back
callback-menu = To be called back on the number that you are calling from, press 1. For another number, press 2. For help, press 0. To go back, press star.
callback-help = An agent calls you within office hours, and we try at least three times, at different hours.
callback-not-this = We cannot call the number that you are calling from.
callback-number = Enter the telephone number, then press hash.
callback-not-valid = This number is not valid.
callback-confirm = If the number is right, press 1. To enter it again, press 2.
callback-sorry = We are sorry, your call back could not be booked, so please leave us a voice message.

## Waiting and being transferred
recording = Calls are recorded to keep our service good.
into-queue = We are connecting you with { $name }.
queue-wait = The first agent who is free will answer you.
queue-comfort = Thank you for waiting. Please stay on the line.
queue-offer = To be called back without waiting, press 1. To stay on the line, press nothing.
queue-sorry = We are sorry, the call back could not be booked. Please stay on the line.
hold = You are on hold, and the agent will be back with you shortly.
agent-whisper = There is a call for you.
whisper = The agent is with you now.
whisper-recorded = The agent is with you now, and the call is recorded.
outbound = This is { $name }.
transfer-queue = The call is going to the queue.
transfer-agent = The call is going to the agent.
transfer-busy = The agent is busy now.
transfer-closed = The queue is outside its hours.
transfer-full = The queue is full.
transfer-sorry = The call could not be transferred.

## The survey
survey-score = We would like your opinion. How satisfied are you with this call? Press a number from 1 to 5. The number 1 means not at all, and 5 means very satisfied.
survey-reason = What mattered most for your answer? For whether the matter was solved, press 1. For what the agent knew, press 2. For the agent's manner, press 3. For how long you waited, press 4. For something else, press 5.
survey-thanks = Thank you. Goodbye.
