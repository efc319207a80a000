"""How many examples a property is tried with: a share of them each time, all that one wants at night (NIDAA_PLANS)."""

import os

USUAL = 400
PLANS = int(os.environ.get("NIDAA_PLANS", USUAL))


def examples(usual: int) -> int:
    """Return how many examples to try where `usual` of them are tried as a rule: more or fewer as NIDAA_PLANS says."""
    return max(usual * PLANS // USUAL, 1)
