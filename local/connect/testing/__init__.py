"""AWS test cases ("2025-06-21") run on the laptop: what is observed, what is done, what is mocked."""
