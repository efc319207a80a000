### What staff read: how to deal with each kind of client, and what colleagues are doing.

guidance-vip = A distinguished client: greet them by name and follow the matter yourself. Nobody else's target moves.
guidance-person = A person: use their name, hear them out, then sum up what you understood and say what comes next.
guidance-citizen = A citizen: use their name, hear them out, then sum up what you understood and say what comes next.
guidance-resident = A resident: speak the language that they prefer, call papers by their official names, say what comes next.
guidance-visitor = A visitor: ask which language they prefer, and explain the steps from the beginning.
guidance-company = A company: note who speaks, in what capacity, and the commercial registration.
guidance-government = A public body: note the speaker and their department; official letters go by their own channel.
guidance-organisation = An organisation: note who speaks and in what capacity.

status-available = Available
status-break = Break
status-prayer = Prayer
status-training = Training
status-meeting = Meeting
status-wrap-up = After-call work
status-offline = Offline
