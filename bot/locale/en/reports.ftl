# Whose month it was, how the passes went, and the cases behind a number.
button-open-number = Open a number
button-cases-of = Cases: { $figure }
form-report = Open a number
label-figure = Figure
label-whose = Whose
hint-whose = empty: everybody’s
report-column-went = How it went
report-fixed = { $count ->
    [one] Fix it twice: one follow-up done. It stands in no other figure.
   *[other] Fix it twice: { $count } follow-ups done. They stand in no other figure.
 }
passes-title = How the passes went
passes = { $count ->
    [one] One pass up, as it stands now: { $how }.
   *[other] { $count } passes up, as they stand now: { $how }.
 }
passes-by = { $who } { $n }
passes-solved = { $n } solved above ({ $by })
passes-running = { $n } still running
passes-ended-otherwise = { $n } ended otherwise
passes-came-back = { $n } came back
passes-avoidable = { $n } the sender could have solved, says who did
passes-more = And { $count } before these.
pass-running = still running
pass-solved = solved by { $who }
pass-said-no = { $who } said no
pass-no-answer = { $who } had no answer
pass-merged = merged by { $who }
pass-dismissed = no case, said { $who }
pass-came-back = came back
pass-avoidable = the sender could have solved it
