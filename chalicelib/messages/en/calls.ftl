# What a caller hears: spoken, not written.
state = { $step }
state-expected = { $step } We expect to be done on { DATETIME($day, dateStyle: "long") }.
