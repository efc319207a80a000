"""Requesters (مقدم الطلب): the profile a body keeps of a person, company or authority that asks it for something.

An identifier is a mobile (E.164), an e-mail address or a national id; a profile is found by the HMAC of one. A code is
six digits that prove for five minutes that somebody holds an identifier; a session is the proof kept for a while.
Consent is what a person agreed to be sent; a seal is the key that a profile's personal fields are encrypted with.
"""
