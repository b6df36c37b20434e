# The names of the figures of what customers heard and said, as they head a column and as they are asked for.

digest-column-first_response = First response
digest-column-reopen_rate = Reopened
digest-column-promises = Promises kept
digest-column-promises_broken = Promises broken
digest-column-time_to_first_resolution = Time to first resolution
digest-column-time_to_final_resolution = Time to final resolution
digest-column-age_at_resolution = Age at resolution
digest-column-fcr = Resolved at first contact
digest-column-satisfaction = Satisfaction
digest-column-fives = Fives
digest-column-ones_and_twos = Ones and twos
digest-column-later = Later scores
digest-column-hidden_dissatisfaction = Hidden dissatisfaction
digest-column-hidden_signs = Signs of hidden dissatisfaction
digest-column-causes = Causes
digest-column-unknown_causes = Unknown causes
