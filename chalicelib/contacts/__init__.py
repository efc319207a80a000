"""Contacts (عمليات التواصل): what reached the centre, and by what it became known.

A *contact* is one call, chat, task or message, from its first ring to its *wrap-up*: nobody finishes one without a
*disposition* (سبب التواصل) and a *summary* (ملخص التواصل). A *callback* (معاودة الاتصال) is a call that the centre
owes; a *voicemail* (رسالة صوتية) becomes a ticket. A body's *switchboard* (البدالة) says which numbers it has,
which queues, who sits in them and what callers may hear. *Telephony* is the port behind which Amazon Connect stands.
"""
