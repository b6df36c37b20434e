# The card of a case and the lists.
card-title = { $case } · { $customer } · { $problem }
card-gone-up = { $case } went up to { $owner } ({ $tier }).
card-gone-back = { $case } went back to { $owner } ({ $tier }).
card-gone-team = { $case } went to { $team }; it is with { $owner } ({ $tier }).
fact-owner = Owner
fact-state = State
fact-deadline = Due
fact-promise = Promise
fact-age = Age
fact-category = Category
fact-missing = Missing
fact-offer = Offered
fact-others = Same customer
other-case = { $case } ({ $via ->
    [dm] direct message
    [new] filed here
    [mail] mail
    [form] form
    [api] another program
   *[message] message
 }, { $at })
owner-claimed = { $owner } · { $tier }
owner-custody = nobody yet; it lies with { $owner } · { $tier }
state-open = open; the customer spoke { $spoken }
state-escalated = escalated; the customer spoke { $spoken }
state-breached = past the top’s limit; the customer spoke { $spoken }
state-urgent = urgent; the customer spoke { $spoken }
state-asked = waiting for the customer since { $since }; the clock stands still
state-waiting = { $on ->
    [other] waiting for somebody outside our house until { $until }; the clock stands still
   *[listed] waiting for { $on } until { $until }; the clock stands still
 }
state-resolved = resolved { $at }
state-closed = closed; resolved { $at }
state-merged = merged into { $into }
state-dismissed = not a case, { $at }
deadline-left = { $deadline } · { $left } left
deadline-over = { $deadline } · { $left } over
promise-by = we write by { $promise }
promise-broken = broken: we were to write by { $promise }
age-paused = { $age } of clock time, { $paused } paused
offered-to = to { $whom } until { $until }
list-of = { $what }
unclaimed-with = ({ $owner })
unclaimed-none = Nothing lies unclaimed with you.
unclaimed-some = { $count ->
    [one] One unclaimed with you: { $case }, { $age }.
   *[other] { $count } unclaimed with you, oldest { $case }, { $age }.
 }
short-open = open
short-escalated = at the top
short-waiting = waiting until { $until }
short-resolved = resolved
short-closed = closed
short-merged = merged
short-dismissed = not a case
left-over = { $by } over
list-mine = Your cases: { $count }
list-of-whom = Cases of { $who }: { $count }
list-queue = Unclaimed at your tier: { $count }
list-team = Cases of your team: { $count }
list-overdue = Past their limit: { $count }
list-waiting = Waiting: { $count }
list-found = Found for “{ $words }”: { $count }
list-per-person = { $who }: { $open } open, { $waiting } waiting, { $due } due by today
list-empty = Nothing here.
column-case = Case
column-customer = Customer
column-about = About
column-owner = Owner
column-state = State
column-left = Left
button-claim = Claim
button-claim_next = Claim next
button-list = List
button-decline = Decline
button-reply = Reply
button-pass = Pass up
button-resolve = Resolve
button-reopen = Reopen
button-wake = Wake
button-answer_for = Answer for
button-advise = Answer
button-show = Show
button-more = More
button-merge_into = Merge into { $into }
button-away = Away
button-back = Back
button-list_team = Team
button-report = Report
button-ask = Ask
button-note = Note
button-wait = Wait
button-give = Give
button-return = Return
button-consult = Consult
button-move = Move
button-merge = Merge
button-not_a_case = Not a case
button-urgent = Urgent
button-promise = Promise
button-assign = Assign
button-undo = Undo
more-title = What else you can do with { $case }
# Somebody's own page.
home-title = Your desk, { $who }
home-more = and { $count } more: { $line }
home-questions = Questions for you: { $count }
home-more-questions = and { $count } more
home-offer = { $who } offers it to you until { $until }.
home-consult = { $who } asks you: { $words }
home-month = { $team }, { $month } so far
home-here = You are here.
home-away = You are away until { $until }.
card-customers-thread = Customer’s thread
