"""Configure Amazon Connect through its API with what depends on bodies' data: the same code on AWS and on the laptop.

Everything is looked up by its name first and changed where it differs, so that a second run changes nothing. What is
gone from the switchboards is switched off, never deleted: records and figures keep naming it.
"""
