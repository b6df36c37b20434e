# For one person, in desk hours; and for the supervisors' channel.
ping-offer-taken = { $who } took your offer: { $case } ({ $customer }: { $problem }) is theirs now.
ping-assigned = { $who } gave you { $case } ({ $customer }: { $problem }). It is yours now, due { $deadline }.
ping-assigned-why = { $who } gave you { $case } ({ $customer }: { $problem }). It is yours now, due { $deadline }.
    { $who } writes: { $words }
ping-given = { $who } offers you { $case } ({ $customer }: { $problem }): { $reason }. Claim or decline until { $until }; it stays with { $owner } until then.
ping-given-note = { $who } offers you { $case } ({ $customer }: { $problem }): { $reason }. Claim or decline until { $until }; it stays with { $owner } until then.
    { $who } writes: { $words }
ping-declined = { $who } declined { $case }; it stays with you.
ping-lapsed = { $whom } did not answer your offer of { $case }; it stays with you.
ping-returned = { $who } returned { $case } ({ $customer }: { $problem }) to you. Please ask for: { $fields }.
ping-consulted = { $who } asks you about { $case } ({ $customer }: { $problem }): { $words }
ping-advised = { $who } on { $case }: { $words }
ping-customer-answered = { $customer } answered on { $case } ({ $problem }). The clock runs again; it is due { $deadline }.
ping-woken = { $case } ({ $customer }: { $problem }) woke; the clock runs again, and it is due { $deadline }.
ping-urgent = { $who } marked { $case } urgent ({ $customer }: { $problem }), due { $deadline }: { $words }
handed-case = { $case } ({ $customer }: { $problem }; due { $deadline })
ping-handed-over = { $count ->
    [one] You have a case of { $was }’s now: { $cases }.
   *[other] You have { $count } cases of { $was }’s now: { $cases }.
 }
ping-on-duty = { $count ->
    [one] You are on duty: one unclaimed case lies with you now, { $cases }.
   *[other] You are on duty: { $count } unclaimed cases lie with you now: { $cases }.
 }
ping-away = { $count ->
    [0] { $who } says that you are away until { $until }. No case of yours falls due before then. Say “back” if you are here.
    [one] { $who } says that you are away until { $until }. One case went to the person on duty. Say “back” if you are here.
   *[other] { $who } says that you are away until { $until }. { $count } cases went to the people on duty. Say “back” if you are here.
 }
ping-back = { $who } says that you are here again.
ping-put-on-duty = { $count ->
    [0] { $who } put you on duty at { $tier } until { $until }: what nobody there has claimed lies with you.
    [one] { $who } put you on duty at { $tier } until { $until }: what nobody there has claimed lies with you. It is one case now, { $cases }.
   *[other] { $who } put you on duty at { $tier } until { $until }: what nobody there has claimed lies with you. These are { $count } cases now: { $cases }.
 }
ping-absorbed = { $who } merged { $other } into your { $case }. It is due { $deadline }.
ping-sample = A sample to look at: { $who } said { $case } is not a case ({ $why }). { $problem }
ping-reopened = { $why ->
    [agent] { $who } reopened { $case } ({ $customer }: { $problem }); it is yours, due { $deadline }.
   *[other] { $customer } is not done with { $case } ({ $problem }); it is yours, due { $deadline }.
 }
quiet-resolved = { $outcome ->
    [said_no] { $case } ({ $customer }: { $problem }) is resolved by { $who }; we said no. { $words }
    [no_answer] { $case } ({ $customer }: { $problem }) is resolved by { $who }; the customer gave no answer. { $words }
   *[solved] { $case } ({ $customer }: { $problem }) is solved by { $who }. { $words }
 }
ping-unclaimed = { $is_late ->
    [yes] Nobody has claimed { $case } ({ $customer }: { $problem }) since { $since }; this comes { $late } late. It lies with { $owner }, due { $deadline }.
   *[no] Nobody has claimed { $case } ({ $customer }: { $problem }) since { $since }. It lies with { $owner }, due { $deadline }.
 }
ping-deadline-near = { $is_late ->
    [yes] { $case } ({ $customer }: { $problem }) is due { $deadline }; this comes { $late } late.
   *[no] { $case } ({ $customer }: { $problem }) is due { $deadline }.
 }
ping-promise-near = { $is_late ->
    [yes] { $customer } expects word on { $case } ({ $problem }) by { $promise }; this comes { $late } late.
   *[no] { $customer } expects word on { $case } ({ $problem }) by { $promise }.
 }
ping-promise-past = { $is_late ->
    [yes] We promised { $customer } word on { $case } ({ $problem }) by { $promise } and did not write; this comes { $late } late. { $owner } has it.
   *[no] We promised { $customer } word on { $case } ({ $problem }) by { $promise } and did not write. { $owner } has it.
 }
ping-escalated-top = { $stays ->
    [yes] The limit of { $case } is over ({ $customer }: { $problem }); you have had it since { $since }. Solve it or answer for it by { $deadline }.
   *[no] { $was_claimed ->
        [yes] { $case } is yours now ({ $customer }: { $problem }). Its limit is over; { $had } had it since { $since }. Solve it or answer for it by { $deadline }.
       *[no] { $case } is yours now ({ $customer }: { $problem }). Its limit is over and nobody had claimed it; it lay with { $had }. Solve it or answer for it by { $deadline }.
     }
 }{ $is_late ->
    [yes] { " " }This comes { $late } late.
   *[no] { "" }
 }
ping-escalated-lead = { $was_claimed ->
    [yes] { $case } ({ $customer }: { $problem }) reached its limit at { $from_tier } and is { $owner }’s to answer for. { $had } had it since { $since }.
   *[no] { $case } ({ $customer }: { $problem }) reached its limit at { $from_tier } and went to { $owner }. Nobody had claimed it; it lay with { $had }.
 }{ $is_late ->
    [yes] { " " }This comes { $late } late.
   *[no] { "" }
 }
announce-escalated = { $stays ->
    [yes] { $case } ({ $customer }: { $problem }) reached its limit at { $from_tier } with { $owner }, who answers for it now.
   *[no] { $was_claimed ->
        [yes] { $case } ({ $customer }: { $problem }) reached its limit at { $from_tier }. { $had } had it since { $since }; it is { $owner }’s now.
       *[no] { $case } ({ $customer }: { $problem }) reached its limit at { $from_tier }. Nobody had claimed it; it is { $owner }’s now.
     }
 }{ $is_late ->
    [yes] { " " }This comes { $late } late.
   *[no] { "" }
 }
ping-breached-owner = { $answered ->
    [yours] { $case } ({ $customer }: { $problem }) is past its limit, and the date you gave the customer, { $until }, has passed. It is yours to answer for: resolve it, or answer for it with a new date.
    [others] { $case } ({ $customer }: { $problem }) is past its limit, and the date { $by } gave the customer, { $until }, has passed. It is yours to answer for: resolve it, or answer for it with a new date.
   *[no] { $case } ({ $customer }: { $problem }) has been at the top since { $since } and is past its limit. It is yours to answer for: resolve it, or answer for it with a new date.
 }{ $is_late ->
    [yes] { " " }This comes { $late } late.
   *[no] { "" }
 }
ping-breached = { $answered ->
    [yes] { $case } ({ $customer }: { $problem }) is past its limit, and the date { $by } gave the customer, { $until }, has passed. { $owner } answers for it.
   *[no] { $case } ({ $customer }: { $problem }) has been at the top since { $since } and is past its limit. { $owner } answers for it.
 }{ $is_late ->
    [yes] { " " }This comes { $late } late.
   *[no] { "" }
 }
announce-breached = { $answered ->
    [yes] { $case } ({ $customer }: { $problem }) is past its limit, and the date { $by } gave the customer, { $until }, has passed. { $owner } answers for it.
   *[no] { $case } ({ $customer }: { $problem }) has been at the top since { $since } and is past its limit. { $owner } answers for it.
 }{ $is_late ->
    [yes] { " " }This comes { $late } late.
   *[no] { "" }
 }
announce-tier-empty = Nobody is left at { $tier } ({ $team }): all of its people have left. What comes there lies with { $who } meanwhile. Please name others for this tier in the configuration, or take the tier out of it, and start me again.
announce-nobody-left = Nobody is left in { $team }: everybody of all its tiers has left, and its cases stand under the name of { $who }, who left too, so nobody answers for them. Please name people who are here in the configuration, and start me again.
opening-title = { $shut ->
    [yes] Good morning. What came up while the desk was shut:
   *[no] { $count } things at once, said together:
 }
opening-mine = Yours, least time left first: { $cases }.
opening-due = Due today: { $cases }.
opening-unclaimed = Unclaimed with you: { $cases }.
opening-escalated = At the top: { $cases }.
# What could not be delivered: told to the next person who should know.
trouble-reply = { $kind ->
    [question] { $yours ->
        [yes] Your question to { $customer } on { $case } could not be delivered: { $why }.
       *[no] The question to { $customer } on { $case } could not be delivered: { $why }.
     } They may not have read it; please reach them in another way ({ $place }).
   *[reply] { $yours ->
        [yes] Your reply to { $customer } on { $case } could not be delivered: { $why }.
       *[no] What was to be said to { $customer } on { $case } could not be delivered: { $why }.
     } They may not have read it; please reach them in another way ({ $place }).
 }
trouble-acknowledgement = { $customer } could not be told that we have { $case }: { $why } ({ $place }).
trouble-ping = { $who } could not be reached ({ $place }): { $why }. It was to say: { $what }
trouble-unclaimed = { $who } could not be reached ({ $place }): { $why }. The list of what lies unclaimed with them does not arrive.
trouble-channel = I cannot post in { $channel } ({ $place }): { $why }. { $what }
trouble-what-case = What belongs there is not seen; this was about { $case }.
trouble-what-digest = The digest of { $month } stands nowhere.
trouble-what-all = What belongs there is not seen.
channel-of-customers = the channel in which customers of { $team } write
channel-there = { $channel }, { $place }
platform-name = { $platform ->
    [slack] Slack
    [teams] Teams
    [email] mail
   *[other] the console
 }
channel-of-tier = the channel of { $tier } in { $team }
channel-of-leads = the supervisors’ channel of { $team }
channel-of-digest = the channel for the digest of { $team }
channel-other = a channel
