# The month-end digest and the reports: what matters first, then every figure by its name.
digest-title = { $team }, { $month }
digest-title-so-far = { $team }, { $month } so far
digest-empty = Nothing happened on this desk in { $month }.

digest-answered-often = { $case } has been answered for { $times } times now{ $named ->
    [yes] , last by { $who }.
   *[no] .
 }
digest-volume = { $received ->
    [0] No case came in; { $resolved } resolved.
    [one] One case came in; { $resolved } resolved.
   *[other] { $received } cases came in; { $resolved } resolved.
 }
digest-volume-more = { $received ->
    [one] One case came in, { $change } more than in { $before }; { $resolved } resolved.
   *[other] { $received } cases came in, { $change } more than in { $before }; { $resolved } resolved.
 }
digest-volume-fewer = { $received ->
    [0] No case came in, { $change } fewer than in { $before }; { $resolved } resolved.
    [one] One case came in, { $change } fewer than in { $before }; { $resolved } resolved.
   *[other] { $received } cases came in, { $change } fewer than in { $before }; { $resolved } resolved.
 }
digest-volume-same = { $received ->
    [0] No case came in, as in { $before }; { $resolved } resolved.
    [one] One case came in, as many as in { $before }; { $resolved } resolved.
   *[other] { $received } cases came in, as many as in { $before }; { $resolved } resolved.
 }
digest-limit = { $of ->
    [one] The one case that was done or due reached the limit
   *[other] { $n ->
        [one] One of { $of } cases reached the limit
       *[other] Of { $of } cases { $n } reached the limit
    }
 }{ $n ->
    [one] { $never ->
        [0] ; it had been claimed.
       *[other] ; nobody had ever claimed it.
    }
   *[other] { $never ->
        [0] ; all of those had been claimed.
        [one] ; one of them had never been claimed.
       *[other] ; { $never } of them had never been claimed.
    }
 }
digest-limit-more = { $of ->
    [one] The one case that was done or due reached the limit, in { $before } none
   *[other] { $n ->
        [one] One of { $of } cases reached the limit, in { $before } none
       *[other] Of { $of } cases { $n } reached the limit, { $change } more than in { $before }
    }
 }{ $n ->
    [one] { $never ->
        [0] ; it had been claimed.
       *[other] ; nobody had ever claimed it.
    }
   *[other] { $never ->
        [0] ; all of those had been claimed.
        [one] ; one of them had never been claimed.
       *[other] ; { $never } of them had never been claimed.
    }
 }
digest-limit-fewer = { $of ->
    [one] The one case that was done or due reached the limit, { $change } fewer than in { $before }
   *[other] { $n ->
        [one] One of { $of } cases reached the limit, { $change } fewer than in { $before }
       *[other] Of { $of } cases { $n } reached the limit, { $change } fewer than in { $before }
    }
 }{ $n ->
    [one] { $never ->
        [0] ; it had been claimed.
       *[other] ; nobody had ever claimed it.
    }
   *[other] { $never ->
        [0] ; all of those had been claimed.
        [one] ; one of them had never been claimed.
       *[other] ; { $never } of them had never been claimed.
    }
 }
digest-limit-same = { $of ->
    [one] The one case that was done or due reached the limit, as in { $before }
   *[other] { $n ->
        [one] One of { $of } cases reached the limit, as in { $before }
       *[other] Of { $of } cases { $n } reached the limit, as many as in { $before }
    }
 }{ $n ->
    [one] { $never ->
        [0] ; it had been claimed.
       *[other] ; nobody had ever claimed it.
    }
   *[other] { $never ->
        [0] ; all of those had been claimed.
        [one] ; one of them had never been claimed.
       *[other] ; { $never } of them had never been claimed.
    }
 }
digest-limit-none = { $of ->
    [one] The one case that ended kept its limit.
   *[other] All { $of } cases kept the limit.
 }
digest-limit-none-fewer = { $of ->
    [one] The one case that ended kept its limit; in { $before } { $change } did not.
   *[other] All { $of } cases kept the limit; in { $before } { $change } did not.
 }
digest-top = The top resolved { $resolved } and answered for { $answered }; nothing is left on that desk.
digest-top-left = { $left ->
    [one] The top resolved { $resolved } and answered for { $answered }; one is still on that desk: { $case }, { $age } old{ $named ->
        [yes] , with { $who }.
       *[no] .
    }
   *[other] The top resolved { $resolved } and answered for { $answered }; { $left } are still on that desk, the oldest { $case }, { $age } old{ $named ->
        [yes] , with { $who }.
       *[no] .
    }
 }
digest-lost = { $n ->
    [one] The clock took one case out of somebody’s hands, neither solved nor passed: { $who }’s.
   *[other] The clock took { $n } cases out of somebody’s hands, neither solved nor passed: { $all ->
        [yes] all out of { $who }’s.
       *[no] the most, { $most }, out of { $who }’s.
    }
 }

digest-team = Received { $received } · resolved { $resolved } · escalated { $escalated } · never claimed { $never } · reached the limit { $limit } · held { $held } · unclaimed { $unclaimed }
digest-tier = { $tier }: held { $held } · unclaimed { $unclaimed }
digest-at-top = { $who }, at the top: resolved { $resolved } · answered for { $answered } · past the top’s limit { $breached }
digest-at-top-left = { $who }, at the top: resolved { $resolved } · answered for { $answered } · past the top’s limit { $breached } · still on the desk { $cases }
digest-case-age = { $case } ({ $age })
digest-case-age-answered = { $case } ({ $age }, answered for { $times } times)
digest-more-cases = { $count } more
digest-seal = Seal of the ledger: { $seal }

# What else may be said first: a share, and how it compares with the month before.
digest-sentence = { $what }{ $against }.
digest-than-more = , { $change } more than in { $before }
digest-than-fewer = , { $change } fewer than in { $before }
digest-than-same = , as many as in { $before }
digest-avoidable_passes = { $of ->
    [one] The one pass could have been solved where it came from, or came back
   *[other] Of { $of } passes { $n } could have been solved where they came from, or came back
 }
digest-reopen_rate = { $of ->
    [one] The one case that was resolved was opened again by its customer within 7 days
   *[other] Of { $of } resolved cases { $n } were opened again by their customers within 7 days
 }
digest-hidden_dissatisfaction = { $n ->
    [one] One of { $of } customers who praised us or said nothing had trouble all the same
   *[other] Of { $of } customers who praised us or said nothing { $n } had trouble all the same
 }
digest-promises = { $of ->
    [one] The one promise that fell due was broken
   *[other] Of { $of } promises to write { $n } were broken
 }
digest-unhappy = { $n ->
    [one] One of { $of } customers who replied gave a 1 or a 2
   *[other] Of { $of } customers who replied { $n } gave a 1 or a 2
 }
digest-cause = { $n ->
    [one] Most trouble came from { $cause }: one of { $of } resolved cases
   *[other] Most trouble came from { $cause }: { $n } of { $of } resolved cases
 }

# The table of the message: what can be gamed stands beside what shows it.
digest-head-person = Person
digest-head-resolved = Resolved
digest-head-resolve_share = Resolve share
digest-head-passed_up = Passed up
digest-head-empty_late = Empty, late passes
digest-head-escalated_from = Escalated from
digest-both = { $first }, { $second }
digest-beside-resolved = { $value } (reopened { $beside })
digest-beside-passed_up = { $value } (avoidable { $beside })
digest-corrections = { $n ->
    [one] Corrections: one resolution of an earlier month ({ $of }) was taken back by its customer this month, and is taken off here.
   *[other] Corrections: { $n } resolutions of earlier months ({ $of }) were taken back by their customers this month, and are taken off here.
 }
digest-of-month = { $n } of { $month }
digest-names-off = Names are switched off for this team: people are counted together, tier by tier.
digest-whole-team = Whole team

# Below the message.
digest-work = { $team }, { $month }: the work
digest-customers = { $team }, { $month }: the customers
digest-charts = { $team }, { $month }: charts and figures
digest-no-figures = No figures of this kind for this month.
digest-figure = { $name }: { $value }
digest-entry = { $name }: { $value }
digest-no-category = no category
digest-sign-reopened = opened again
digest-sign-new-case = a new case within 14 days
digest-sign-escalated = reached the limit
digest-sign-two-questions = asked two questions
digest-sign-three-hand-offs = three hand-offs or more
digest-sign-lower-later = a lower score later
digest-more-entries = { $count } more
digest-file = Every figure, for a spreadsheet
digest-file-how = For charts as pictures and the figures as a file set BUCKSTOP_URL and BUCKSTOP_KEYS; until then “buckstop digest --csv” writes the file.
card-corrected = { $title }, corrected
digest-no-upload = The charts as pictures and the file could not be added: the app needs the scope files:write.

# Charts: their titles, and what they show in words.
digest-chart-people = Resolved and passed up, { $month }
digest-chart-ages = How old cases were when they were resolved, { $month }
digest-chart-causes = What brought the cases about, { $month }
digest-chart-satisfaction = What customers said from 1 to 5, { $month }
digest-chart-others = { $count ->
    [one] One other
   *[other] { $count } others
 }
digest-chart-person = { $who } resolved { $resolved }, passed up { $passed }
digest-chart-cases = Cases
digest-chart-asked-resolution = At resolution
digest-chart-asked-later = Asked again later
digest-chart-series = { $name }: { $entries }
digest-chart-then = { $said }; { $then }
digest-chart-cause = { $cause } { $n }, { $share } ({ $together } together)
digest-chart-together = together
digest-chart-same = { $n }
digest-chart-more = { $n } ({ $change } more)
digest-chart-fewer = { $n } ({ $change } fewer)
digest-cause-unknown = unknown
digest-age = { $begin }–{ $hours } h
digest-age-under = up to { $hours } h
digest-age-over = over { $hours } h

# A figure in a cell.
digest-none = –
digest-counts = { $n } of { $of }
digest-percent = { $percent } %
digest-spread = { $median } (90 % within { $p90 })

# Every figure by its name.
digest-column-person = Person
digest-column-figure = Figure
digest-column-team = Team
digest-column-resolved = Resolved
digest-column-passed_up = Passed up
digest-column-given = Given
digest-column-returned = Returned
digest-column-escalated_from = Escalated from
digest-column-resolve_share = Resolve share
digest-column-lost_to_the_clock = Lost to the clock
digest-column-hold_time = Hold time
digest-column-unclaimed_time = Unclaimed
digest-column-received = Received
digest-column-escalated = Escalated
digest-column-never_claimed = Never claimed
digest-column-limit = Reached the limit
digest-column-at_the_top = Still at the top

# What stands within a figure.
digest-column-n = times
digest-column-total_s = together
digest-column-held_s = Held
digest-column-parts = Held by
digest-column-cause = Cause
digest-column-resolutions = Resolutions
digest-column-before = The month before
digest-column-outside = For somebody outside
digest-column-at_resolution = At resolution
digest-column-replies = Replied
digest-column-later_replies = Replied later
digest-column-because = What made it so

# report
report-mine = { $who }, { $month }
report-mine-so-far = { $who }, { $month } so far
report-nothing = No figures for { $month } yet.
report-cases-how = “report cases passed up” shows the cases behind a figure.
report-cases = { $figure }, { $month }: { $count }
report-cases-of = { $figure } of { $who }, { $month }: { $count }
report-cases-more = And { $count } more.
report-cases-none = No case stands behind this figure.
report-column-case = Case
report-column-customer = Customer
report-column-about = About
report-column-whose = Whose
report-column-counts = Counts
report-taken-back = −1, reopened by the customer
report-once = { $n }

no-no-such-report = There is no report “{ $typed }”. There are: report me, report team, report cases FIGURE; with “last month” or 2026-10 for another month.
no-no-such-month = “{ $typed }” is no month I know. Try “last month” or 2026-10.
no-no-such-figure = There is no figure “{ $typed }”. There are: { $figures }.
