"""Amazon Connect on the laptop: the flow language, the engine that runs it, and its API."""
