# Ready-made texts.
admin-replies = Ready-made replies
admin-about-replies = What staff write often: put into a message, and changed before it is sent.
admin-new-replies = New reply
admin-reply-text = Text
admin-reply-ar = Text in Arabic
admin-reply-en = Text in English
admin-reply-hint = The text is taken in the ticket’s language, and these places are filled in from it:
admin-retired = Retired

reply-place-number = the ticket’s number
reply-place-name = the requester’s name
reply-place-kind = the kind of ticket
reply-place-category = the category
reply-place-section = the section
reply-place-due = the day it is due
reply-place-body = the body’s name
reply-place-staff = who writes
