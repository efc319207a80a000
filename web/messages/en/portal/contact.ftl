# The contact page, staying in touch, and one's own data.
contact-title = Contact us
contact-lead = Write to { $body } with a question or an opinion and get a number to follow it by, or use another channel.
contact-write = Write to us
contact-name = Name
contact-email-hint = We answer to it
contact-topic = What is it about?
contact-subject = Subject
contact-text = Message
contact-else = To file a complaint or a report, or to add photos or a place:
stay-title = Stay in touch
stay-text = We send you news of our services and what changes in them, if you like. It has nothing to do with your tickets, and you may withdraw at any time.
stay-open = Sign up or withdraw
stay-to-hint = News go to it, after a code that proves it is yours
stay-name = Name
stay-consent = I agree to get the body's news
stay-consent-hint = We keep the time of your consent. Every message has a link that ends it.
stay-send = Sign me up
stay-active = You are signed up for news:
stay-since = since { $at }
stay-withdraw = Withdraw
stay-withdrawn = You have withdrawn, and get no more news.
stay-dead = Its address did not arrive whole, or your data were erased before. To withdraw, open the contact page.
own-title = My data
own-lead = What we keep of you; you may take it away or have it erased.
own-sign-in = We send a code to your mobile or e-mail address, to be sure that the data are yours.
own-known = What we know of you
own-take = Take your data away
own-take-text = One file with all that the bodies of this service keep: your details, your tickets and what was written in them.
own-take-now = Download the file
own-taking = Collecting…
own-took = { $n ->
    [zero] The file is downloaded; there are no tickets in it
    [one] The file is downloaded, with one ticket
   *[other] The file is downloaded, with { $n } tickets
}
own-erase = Erase your data
own-erase-text = Once erased, neither you nor we can bring them back:
own-erase-withdrawn = Your open tickets are withdrawn, and nobody works on them any more.
own-erase-words = Your name, number, address, the words of your tickets and messages, photos and files are erased, and your consent to news.
own-erase-stays = Of each ticket its number, kind, category, region, times and outcome stay, without anything that points to you, for the figures.
own-erase-backups = Backups end within 35 days.
own-erase-open = Erase my data
own-erase-sure = Are you sure? It cannot be undone.
own-erase-yes = Yes, erase all my data
own-erase-no = No, keep them
own-erasing = Erasing…
own-erased = Your data are erased
own-erased-text = { $n ->
    [zero] You had no tickets; what we knew of you is erased.
    [one] What you said in one ticket, and what we knew of you, is erased.
   *[other] What you said in { $n } tickets, and what we knew of you, is erased.
}
