"""What lies outside of Amazon Connect and rings at it: people's telephones, and the softphones of agents."""
