"""Our flows, tested: AWS test cases (`*.json`, written by `python -m tests.connect_flows.write`), and what all are."""
