# Who wanted to stay in touch.
admin-subscribers = News subscribers
admin-about-subscribers = Who agreed to the body's news, when and where. Whoever withdrew does not stand here.
admin-subscribers-none = Nobody has signed up yet
admin-subscribers-masked = Numbers and addresses are masked: only campaign managers see them.
admin-subscriber-to = Reached at
admin-subscriber-since = Agreed on
admin-subscriber-source = Agreed in the pages of
admin-subscriber-portal = Nidaa's portal
admin-export = Download the file
admin-export-failed = The file was not downloaded. Check the connection, then try again.
admin-more = More
