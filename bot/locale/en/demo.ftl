# What the demo tells between what the product shows.
demo-other-configuration = { $where } is another configuration than the demo’s. Set BUCKSTOP_CONFIG to a file that does not exist yet, and the demo puts its own there.
demo-title = Larch & Linen · a month of their desk
demo-intro = Larch & Linen sells furniture and bedding. { $people } people look after its customers, in { $teams } teams; you are about to watch their October. A case has one owner at every moment, who solves it or passes it up; after twenty hours the clock takes it to the top.
demo-intro-bar = What stands beside a bar was typed to Buckstop or shown by it, just as in `buckstop console`: › is what somebody types, → what only they see, # a channel, @ a direct message.
demo-first-title = Thursday, 1 October · A customer writes
demo-first = Maria writes in #help, as she would to anybody. At once she is told who answers for it and by when a person writes; the front line gets a card.
demo-first-two-claim = Two people reach for it. One has it now; the other is told so, and what he can do. A slip of the finger only suggests. Then the reply goes out, in Ana’s name.
demo-first-form = To resolve a case opens a form: what the customer is told, how it ended, what caused it.
demo-first-verdict = Maria takes her time and answers the only question that counts.
demo-pass-title = Thursday, 1 October · Up, but not empty-handed
demo-pass = Jon’s bed has a crack. Ben claims the case, and would rather have somebody above look at it.
demo-pass-fields = A case goes up once, and with everything in it: what its category requires is asked for first. So Ben fills it in, and the case changes channels.
demo-pass-solved = Victor claims it and resolves it. Because it was passed to him, the form asks one thing more.
demo-pass-avoidable = “Yes”, says Victor. Nobody scolds Ben, and nobody has to: it is one stroke in the month’s figures.
demo-limit-title = Tuesday, 6 October · Twenty hours
demo-limit = Nicoleta writes at two in the afternoon. Ben has her case in no time, and then a bad day.
demo-limit-passes = Two desk hours before the end Ben is told, once. At ten the next morning, twenty hours after Nicoleta wrote, the clock does what everybody knew it would do.
demo-limit-top = Nobody had to complain for that. Above Cleo there is nobody to pass it to: what she cannot solve in time she answers for, by name and with a date.
demo-limit-kept = She keeps her date, with forty minutes to spare, and is rated like everybody.
demo-calm-title = Saturday, 10 October · Nothing rings at night
demo-calm = On Friday Ana asked two customers something, and their clocks stood still. They answer at the weekend. Their cases wake at once; Ana does not.
demo-calm-morning = On Monday at nine, when the desk opens, she is told in one message:
demo-again-title = Tuesday, 20 October · Not solved
demo-again = Ioana resolved a case on Friday. The customer sees it otherwise. It comes back to nobody but her.
demo-again-customer = On Thursday it is solved indeed. This is all that Sven ever had to look at:
demo-urgent-title = Thursday, 22 October · The rare case that cannot wait
demo-urgent = At a quarter to ten at night the desk is long shut, and a new message rings nobody up. But Sol, who leads the specialists, happens to look, and this one cannot wait until tomorrow.
demo-urgent-done = By eleven both tables are out of the house. Lea says that it was rightly urgent; such marks are counted.
demo-urgent-rings = That did ring, at Lea’s, who is on duty. The case is due in two hours now, day and night.
demo-week = ▸ { $week }: { $opened } cases in, { $resolved } resolved, { $passed_up } passed up{ $escalated ->
    [0] { "" }
   *[other] , { $escalated } reached the limit
 }{ $reopened ->
    [0] { "" }
   *[other] , { $reopened } came back
 }.
demo-heard = { "  " }“{ $words }” — { $who }
demo-digest-title = Monday, 2 November, 09:00 · The month’s end
demo-digest = On the first working day the clock posts the digest in the managers’ channel, once. { $managers } reads it over coffee; the one of { $others } stands beside it.
demo-digest-read = In its thread stand the charts, a file for a spreadsheet, what the customers had of it and how the work went: `/watch #report` in the console shows them. Every number in it is counted from the ledger, in which nothing is ever rewritten. Here is what verifying it says:
demo-next-title = What to try next
demo-next-console = The desk goes on at this very minute, with { $open } cases open:
demo-next-how = { "  " }{ $how }
demo-next-lines = Be anybody in it, and type for example:
demo-next-mine = { "  " }ana: list mine                what Ana has in hand, the least time left first
demo-next-claim = { "  " }ben: claim next               the unclaimed case with the least time left
demo-next-report = { "  " }cleo: report team last month  October’s figures once more, as a lead may see them any day
demo-next-wait = { "  " }/wait 20h                     what the clock does with what nobody touches
demo-next-write = { "  " }you@help: my lamp hums        be a customer; then claim it, pass it, resolve it
demo-next-programs = Or look at the month in a shell:
demo-next-shell = { "  " }export { $given }BUCKSTOP_CONFIG={ $config }
    { "  " }{ $program } export ledger
    { "  " }{ $program } digest --month 2026-10 --team billing
    { "  " }{ $program } check
