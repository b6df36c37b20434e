# Fix it twice: the customer's case, and what brought it about.
help-follow-up = Fix it twice: somebody upstream sees to it that it need not come again, by a case of its own.
button-follow_up = Fix it twice
form-follow-up = Fix { $case } twice
hint-follow-up-until = empty: when any case of theirs is due
hint-follow-up-text = What should change, so that nobody need ask again?
said-followed-up = { $whom } has { $case } now, to see that { $earlier } need not come again, by { $until }. You hear when it is done.
said-withdrawn = Taken back: { $case } is no more, and { $earlier } stands as before.
said-fixed = { $case } is done; { $asker }, who asked for it, was told.
offer-follow-up = What brought it about can be seen to as well: by a case of its own, for somebody upstream.
no-follow-up-no-case = { $case } was no case, so there is nothing to fix twice. “reopen { $case }: why” brings it back.
no-follow-up-needs-text = Please say after a colon what should change: “follow up { $case } @dan: …”.
no-follow-up-left = { $person } is not with us any more. Name somebody who is.
no-follow-up-no-tier = { $person } is of no tier of any team, so a case could not be theirs. Name somebody of a tier.
no-follow-up-begun = { $owner } has begun with { $case }, so it cannot be taken back any more. Please speak with them.
no-no-customer = { $case } is no customer’s own: nobody outside reads it. “note { $case }: …” is for colleagues; the customer’s is { $follows }.
fact-follows = Follows
follows = { $case }, asked for by { $who }
fact-follow-ups = Fix it twice
follow-up-open = { $case } with { $who }, by { $until }
follow-up-resolved = { $case }, done by { $who } { $until }
follow-up-dismissed = { $case }, given up { $until }
follow-up-merged = { $case }, merged { $until }
state-open-asked-for = open; asked for { $spoken }
state-escalated-asked-for = escalated; asked for { $spoken }
state-breached-asked-for = past the top’s limit; asked for { $spoken }
state-urgent-asked-for = urgent; asked for { $spoken }
story-asked-for = { $who } asked { $owner } to see that { $earlier } need not come again, by { $until }: { $words }
story-followed-up = { $who } asked { $whom } to fix it twice: { $number }, by { $until }.
story-withdrawn = { $who } took it back before anything came of it.
ping-follow-up = { $who } asks you to see that { $earlier } need not come again: { $words }
    It is { $case }, yours, by { $until }.
ping-withdrawn = { $who } took { $case } back; nothing is wanted of you about { $earlier }.
quiet-follow-up = { $outcome ->
    [said_no] { $case }, which you asked for after { $earlier }, is resolved by { $who }; the answer is no. { $words }
   *[solved] { $case }, which you asked for after { $earlier }, is done by { $who }. { $words }
 }
