"""Measures of speed, growth and cost, beside their budgets; `make bench` runs them all, none of them is a test."""
