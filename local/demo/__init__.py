"""The laptop's demo: an invented municipality, a tourism authority that it serves, a statistics centre."""
