# The story of a case, one line an event, in the thread of its card.
story-line = { $at } · { $what }
story-left-out = … { $count } lines left out …
erased = (erased)
story-customer-wrote = { $customer } wrote: { $words }
story-filed = { $who } filed what { $customer } said: { $words }
story-follows = This follows { $earlier }, which was closed.
story-claimed = { $who } claimed it.
story-assigned = { $who } gave it to { $owner }, who has it now.
story-took = { $who } took it over.
story-took-why = { $who } took it over: { $words }
story-assigned-why = { $who } gave it to { $owner }, who has it now: { $words }
story-passed = { $who } passed it up to { $tier } ({ $owner } is on duty): { $reason }.
story-passed-note = { $who } passed it up to { $tier } ({ $owner } is on duty): { $reason }. { $words }
story-given = { $who } offered it to { $whom } ({ $reason }); the offer stands until { $until }.
story-declined = { $who } declined; { $owner } keeps it.
story-lapsed = { $whom } did not answer the offer; { $owner } keeps it.
story-returned = { $who } returned it to { $owner }: these are missing: { $fields }.
story-moved = { $who } moved it from { $from_team } to { $team }: { $words }
story-handed-over = { $why ->
    [away] { $was } is away; { $owner } has it now.
    [left] { $was } left; { $owner } has it now.
   *[other] Duty changed; it lies with { $owner } now.
 }
story-renamed = { $was } is written { $owner } now.
story-consulted = { $who } asked { $whom }: { $words }
story-advised = { $who } advised: { $words }
story-noted = { $who } noted: { $words }
story-noted-other = Somebody else wrote in the customer’s thread. { $words }
story-earlier = (As it was before that change) { $what }
story-edited = { $who } changed a message. It says now: { $words }
story-edited-other = Somebody else changed a message in the customer’s thread. { $words }
story-deleted = { $who } deleted a message; what it said stays in this story.
story-deleted-other = Somebody else deleted a message in the customer’s thread; what it said stays in this story.
story-replied = { $who } replied to { $customer }: { $words }
story-asked = { $who } asked { $customer }: { $words }
story-asked-again = The question was sent to { $customer } once more: { $words }
story-waited = { $on ->
    [other] { $who } waits for somebody outside our house until { $until }: { $words }
   *[listed] { $who } waits for { $on } until { $until }: { $words }
 }
story-woken = { $by ->
    [customer] { $customer } answered; the clock runs again.
    [clock] The pause is over; the clock runs again.
   *[person] { $who } woke it; the clock runs again.
 }
story-urgent = { $who } marked it urgent, due { $deadline }: { $words }
story-categorised = { $who } put it under { $category }.
story-field-set = { $who } filled in { $field }: { $words }
story-field-unknown = { $who } noted that { $customer } cannot say the { $field }.
story-promised = { $who } promised { $customer } word by { $until }.
story-escalated = { $stays ->
    [yes] The limit is over. { $owner } has had it since { $since } and answers for it now.
   *[no] { $was_claimed ->
        [yes] The limit is over. { $had } had it since { $since }; it is { $owner }’s now.
       *[no] The limit is over and nobody had claimed it; it is { $owner }’s now.
     }
 }
story-breached = The top’s limit is over. { $owner } answers for it.
story-answered-for = { $who } answered for it and gave { $customer } a new date, { $until }: { $words }
story-resolved = { $told ->
    [phone] { $who } told { $customer } by phone and resolved it { $outcome ->
        [said_no] (we said no).
        [no_answer] (no answer).
       *[solved] (solved).
     }
    [last_reply] { $who } resolved it with the last reply { $outcome ->
        [said_no] (we said no).
        [no_answer] (no answer).
       *[solved] (solved).
     }
   *[text] { $who } resolved it { $outcome ->
        [said_no] (we said no): { $words }
        [no_answer] (no answer): { $words }
       *[solved] (solved): { $words }
     }
 }
story-reopened = { $why ->
    [agent] { $who } reopened it: { $words }
    [not_solved] { $customer } says it is not solved; it is open again, with { $owner }.
   *[wrote] { $customer } wrote again; it is open again, with { $owner }.
 }
story-closed = { $by ->
    [customer] { $customer } says it is solved. Closed.
   *[clock] Fourteen days have passed. Closed.
 }
story-merged = { $who } merged it into { $into }.
story-absorbed = { $other } was merged into this case.
story-dismissed = { $why ->
    [spam] { $who } says it is not a case: spam.
    [chatter] { $who } says it is not a case: chatter. { $words }
    [test] { $who } says it is not a case: a test. { $words }
   *[other] { $who } says it is not a case: { $words }
 }
story-undone = { $what ->
    [claimed] { $who } took the claim back.
    [passed_up] { $who } took the passing up back.
    [given] { $who } took the offer back.
    [assigned] { $who } took the assignment back.
    [asked] { $who } took the question back.
    [waited] { $who } took the waiting back.
    [dismissed] { $who } took back that it is not a case.
    [followed_up] { $who } took back that somebody should fix it twice.
   *[other] { $who } took that back.
 }
story-asked-later = { $customer } was asked once more how it was.
story-rated = { $customer } rated it { $score } of 5.
story-rated-words = { $customer } rated it { $score } of 5: { $words }
story-rated-because = { $customer } rated it { $score } of 5, because of { $because ->
    [speed] the speed.
    [heard] being heard.
    [stayed_solved] its staying solved.
    [extra] something extra.
    [truth] being told the truth.
   *[other] something else.
 }
