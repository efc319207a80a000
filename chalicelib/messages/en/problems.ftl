# What went wrong, for a person: one line each, named by the problem's code.
malformed = The request could not be read as JSON.
unauthenticated = Please sign in, or ask for a new code.
bad-token = This link or session is not valid any more.
denied = You are not allowed to do this.
role-not-allowed = Your role is not allowed to do this.
not-found = We could not find it.
conflict = This cannot be done now.
stale = Somebody changed it meanwhile. Please look again and retry.
too-large = The request is too large.
invalid = Some fields need your attention.
precondition-missing = A required header is missing.
too-many = Too many requests. Please wait a little and try again.
unavailable = The service cannot answer right now. Please try again.
unforeseen = Something went wrong on our side. Please try again.
key-reused = This key came before with another content.
username-taken = This user name is taken. Please choose another.
