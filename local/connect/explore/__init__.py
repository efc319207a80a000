"""Exploring flows: each is run with random callers, agents, hours and answers until every contact has ended."""
