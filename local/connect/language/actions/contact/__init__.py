"""Contact actions, a module for what each is about: what is known, where it goes, what is recorded, what is begun."""

GROUP = "contact"
