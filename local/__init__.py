"""The laptop: the whole service on one machine, on the same template as the cloud."""
