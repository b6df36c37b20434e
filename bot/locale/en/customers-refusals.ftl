### For customers. How we say no to a customer: kindly, and with what they can do.

no-which-case = Which case? Say for example “{ $verb } C-42”.
no-no-such-case-customer = There is no { $case } of yours. Write what it is about, and a person answers; “help” shows what else you can say.
no-bad-case-customer = “{ $typed }” names no case. Yours is named where we answered you first, like C-42; or write what it is about, and a person answers.
no-unknown-verb-customer = I do not know “{ $typed }”. Write what it is about, and a person answers; “help” shows what else you can say.
no-staff-only = “{ $verb }” is for people of the desk. You can write to us, or say “solved”, “not solved” or “rate” on your case.
no-customers-verb-customer = Only its customer can say “{ $verb }”. About a matter of your own write to us, and a person answers.
no-ended-customer = { $case } has ended; nothing more is wanted for it.
no-merged = { $case } went into { $into }. Please say it there.
no-not-of-team-customer = Only people of its team can do that with { $case }. About a matter of your own write to us, and a person answers.
no-not-consulted-customer = Nobody asked you about { $case }; { $owner } has it. About a matter of your own write to us, and a person answers.
no-needs-text-customer = Please write a few words.
no-open-already-customer = { $case } is open; { $owner } has it. Write where you wrote before, and they read it.
no-too-late-to-reopen-customer = { $case } ended { $at }, more than 14 days ago. Write what it is about, and a person answers.
no-closed-already-customer = { $case } is closed already. If it is not solved after all, say “not solved { $case }”.
no-not-resolved-customer = { $case } is not resolved yet; { $owner } has it. Write where you wrote before, and they read it.
no-too-late-to-rate = { $case } can no longer be rated: that was possible until { $until }. If something is not right, write what it is about, and a person answers.
no-no-such-score = Please give a number from 1 to 5.
no-stale-customer = { $case } has moved on since that was written.
quoted = “{ $words }”
