# How we say no: kindly, to the asker only, and with what they can do.
no-no-such-case = There is no { $case } that you can see. “list mine” shows yours.
no-bad-case = “{ $typed }” names no case. A case looks like C-42; “list mine” shows yours.
no-unknown-verb = { $near ->
    [yes] I do not know “{ $typed }”. Did you mean { $nearest }? “help” lists what you can say.
   *[no] I do not know “{ $typed }”. “help” lists what you can say.
 }
no-customers-verb = Only the customer can say “{ $verb }”. You can “resolve” or “reopen”.
no-gone = { $person } is not with us any more.
no-ended = { $state ->
    [closed] { $case } is closed. A new message opens a new case.
    [dismissed] { $by } said that { $case } is no case. “reopen { $case }: why” brings it back.
   *[resolved] { $case } was resolved by { $by } { $at }. “reopen { $case }: why” brings it back.
 }
no-waiting = { $kind ->
    [ask] { $case } waits for the customer’s answer. “wake { $case }” first.
   *[wait] { $case } waits until { $until }. “wake { $case }” first.
 }
no-not-waiting = { $case } is not waiting; its clock runs.
no-not-yours = { $claimed ->
    [yes] { $owner } has { $case }. { $can }
   *[no] { $case } lies with { $owner } and nobody has claimed it. { $can }
 }
can-claim = You can “claim { $case }” first.
can-have = You can “note” on it, or ask { $owner } to give it to you.
can-note = You can “note” on it.
can-look = You can “show { $case }”, or speak with { $owner }.
no-yours-already = { $case } is yours already.
no-held = { $owner } has { $case }. { $can }
no-not-of-tier = { $case } is at { $tier } with { $owner }; that takes a member of { $tier } or above. { $can }
no-not-of-team = { $case } belongs to another team. You can “note” nothing there; its people can “consult” you.
no-leads-only = { $what ->
    [assign] Only a lead can assign { $case }. You can “claim”, “give” or “pass” your own.
    [report] Only leads and managers see the team’s figures. “report me” shows yours.
   *[duty] Only a lead can put people on duty.
 }
no-names-off = Names are switched off in the figures of this team: everybody has their own with “report me”, and “report team” shows everybody together.
no-owner-or-lead = Only { $owner }, who has { $case }, or a lead can do that. { $can }
no-stays-at-top = { $case } was escalated and stays at the top, with { $owner }. You can “consult” a colleague.
no-buck-stops-here = { $case } is at the top; there is nobody above. The buck stops here: resolve it, or “consult” a colleague.
no-needs-reason = Please choose a reason: { $reasons }.
no-unknown-reason = “{ $reason }” is no reason I know. Choose: needs permission, needs expertise, needs a money decision, customer asked for a superior, outside my hours, other.
no-other-needs-text = For “other”, please say why, after a colon.
no-fields-missing = Before { $case } goes up, please fill in: { $fields }. What the customer cannot say, mark as “cannot say”.
no-field-empty = Please fill in { $field }, or write “cannot say”.
no-field-long = { $field } has room for { $most } characters. Please say the rest in a note.
no-no-such-field = { $case } has no field “{ $field }”. It has: { $fields }.
no-set-needs-field = Say which field and what: “set { $case } FIELD: value”. Fields: { $fields }.
no-no-such-category = There is no category “{ $category }”. Choose: { $categories }.
no-give-to-self = { $case } is yours already. Give it to a colleague of your tier.
no-not-of-your-tier = { $top ->
    [yes] { $person } is not of { $tier }, so { $case } cannot be given to them. You can “consult” them.
   *[no] { $person } is not of { $tier }, so { $case } cannot be given to them. You can “pass” it up, or “consult” them.
 }
no-is-away = { $person } is away until { $until }. Please choose somebody who is here.
no-not-a-member = { $person } is not of the team { $team }. You can “move” the case to theirs, or “consult” them.
no-not-offered = Nobody offered { $case } to you; { $owner } has it.
no-lowest-tier = { $case } is at the lowest tier already. You can “ask” the customer for what is missing.
no-return-needs-fields = Say what is missing: “return { $case }: field, field”. Fields: { $fields }.
no-return-to-self = { $case } would come back to yourself. You can “ask” the customer for what is missing.
no-no-such-template = There is no kept text “{ $typed }”, and nothing was sent. There are: { $templates }. Words of your own stand behind a colon.
no-blank-left = “{ $blank }” still stands in the text. Fill it in, or take it out.
no-which-team = Which team? There are: { $teams }.
no-no-such-team = There is no team “{ $team }”. There are: { $teams }.
no-same-team = { $case } is with { $team } already.
no-moved-twice = { $case } has been moved twice; it goes no further. Resolve it, or “consult” the other team.
no-move-needs-why = Please say why { $case } should move, after a colon.
no-assign-needs-why = { $owner } has { $case }. Please say why somebody else should, after a colon.
no-queue-empty = Nothing lies unclaimed at your tier. Well done.
no-consult-self = You cannot consult yourself. Name a colleague.
no-nobody = { $near ->
    [yes] I know no colleague called “{ $person }”. Did you mean @{ $nearest }?
   *[no] I know no colleague called “{ $person }”. Name one like @ana.
 }
no-whom = Whom? Name a colleague like @ana.
no-not-consulted = Nobody asked you about { $case }; { $owner } has it. You can “note” on it.
no-no-address = { $customer } has no address here, so nobody would read your question on { $case }. Ring them, or file what they say with “note { $case }: …”.
no-needs-text = Please say it after a colon: “{ $verb } C-42: your words”.
no-needs-date = Until when? For example “tomorrow”, “Friday 15:00”, “2026-11-24” or “3d”.
no-bad-date = I cannot read “{ $typed }” as a date. Try “tomorrow”, “Friday 15:00”, “2026-11-24 15:00” or “3d”.
no-bad-time = I cannot read “{ $typed }” as a time that has passed. Try “14:05” or “2026-11-20 14:05”.
no-date-past = { $until } has passed already. Please name a later date.
no-wait-on-whom = For whom outside the house? For example: { $outside }.
no-wait-for-ourselves = “{ $on }” is one of us, and our own departments stop no clock. “consult” a colleague, or “move” the case.
no-wait-too-long = You can wait until { $limit }. For longer, ask { $lead }.
no-urgent-already = { $case } is urgent already, due { $deadline }.
no-urgent-needs-why = Please say in one line why { $case } cannot wait until tomorrow.
no-not-escalated = { $case } has not been escalated; only what the clock brought to the top is answered for.
no-top-only = Only { $top }, who is on duty at the top, can answer for { $case }.
no-no-such-outcome = The outcome is solved, we said no, or no answer.
no-no-such-cause = There is no cause “{ $cause }”. Choose: { $causes }.
no-no-such-telling = Tell the customer in your text, or say that your last reply said it or that you told them by phone.
no-resolve-needs-text = Please say to the customer what was done, or that your last reply said it, or that you told them by phone.
no-no-reply-yet = There is no reply on { $case } yet. Please write one line to the customer.
no-open-already = { $case } is open; { $owner } has it.
no-reopen-needs-why = Please say why { $case } is open again, after a colon.
no-too-late-to-reopen = { $case } ended { $at }, more than 14 days ago. Open a new case with “new”.
no-closed-already = { $case } is closed already.
no-not-resolved = { $case } is not resolved yet; { $owner } has it.
no-merge-into-what = Into which case? Say “merge { $case } into C-17”.
no-merge-with-itself = { $case } cannot go into itself.
no-other-customer = { $case } and { $into } are of different customers; only one customer’s duplicates are merged.
no-no-such-dismissal = “{ $why }” is none of: spam, chatter, test, other.
no-dismiss-needs-line = Please add a line to the customer: “not a case { $case } chatter: your words”. Only spam goes without.
no-not-yours-to-undo = { $by ->
    [clock] The clock has gone on with { $case } since; nothing can be taken back any more.
    [customer] The customer of { $case } has written since; nothing can be taken back any more.
   *[other] The last thing on { $case } was done by { $by }; only they can take it back.
 }
no-cannot-undo = The last thing on { $case } cannot be taken back.
no-too-late-to-undo = That was { $at }; only the last ten minutes can be taken back.
no-nothing-to-undo = There is nothing of yours in the last ten minutes to take back.
no-no-such-list = There is no list “{ $typed }”. There are: mine, queue, team, overdue, waiting, of @ana.
no-find-what = What shall I find? For example “find invoice”.
no-not-an-agent = You are in no tier, so no case depends on your being here.
no-not-an-agent-other = { $person } is in no tier.
no-lead-for-others = Only a lead of { $person }’s team can say that for them.
no-not-away = { $person } is not away.
no-stale = { $case } has changed since that card was drawn: { $happened }
no-one-at-a-time = One case at a time, please: “{ $verb } { $case }”, and then the next.
