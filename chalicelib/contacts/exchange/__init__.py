"""Amazon Connect follows what bodies keep here: hours, queues, people, where agents transfer to, numbers.

Everything is looked up by its name first and changed where it differs, so that a second run changes nothing. What is
gone from a switchboard is switched off, never deleted: records and figures keep naming it. Flows come with a
deployment (`infra.telephony`), which calls the same code.
"""
