"""Nidaa (نداء): a contact centre and complaints service for Arabic-speaking public bodies."""

import gc

# A start makes a few hundred thousand objects and drops almost none; to look for garbage at every 700th takes a fifth
# of a cold start (bench/cold.py).
gc.set_threshold(50_000, 20, 50)
