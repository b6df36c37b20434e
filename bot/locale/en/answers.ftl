# What the one who acted is told.
said-claimed = { $case } is yours. The customer expects to hear by { $promise }; { $left } left.
said-claimed-no-promise = { $case } is yours, due { $deadline }; { $left } left.
said-claimed-over = { $case } is yours. It was due { $deadline }, { $left } ago.
said-assigned = { $owner } has { $case } now, and was told.
said-passed = { $case } went up to { $tier }; it lies with { $owner } until somebody there claims it.
said-given = You offered { $case } to { $whom }. It stays yours until they claim it; the offer lapses { $until }.
said-declined = You declined { $case }; { $owner } keeps it.
said-returned = { $case } went back to { $owner } to ask for: { $fields }.
said-moved = { $case } went to { $team }; it lies with { $owner } until somebody there claims it.
said-urgent = { $case } is urgent and due { $deadline }, day and night.
said-undone = Taken back: { $case } is with { $owner } as before.
said-replied = Your reply on { $case } goes to { $customer }.
said-no-address = Noted on { $case }, but { $customer } has no address here. Please tell them yourself.
said-noted = Noted on { $case }, for colleagues only.
said-consulted = { $whom } was asked about { $case }; it stays yours.
said-advised = Your advice on { $case } went to who asked.
said-asked = Your question on { $case } goes to { $customer }. Its clock stands still until they answer, or until { $until }.
said-waiting = { $case } waits for { $on } until { $until }; its clock stands still, and the customer was told.
said-woken = The clock of { $case } runs again; it is due { $deadline }.
said-promised = The customer of { $case } was told that we write by { $until }.
said-answered-for = You answered for { $case }; the customer was told { $until }.
said-categorised = { $case } is under { $field } now.
said-field-unknown = Noted on { $case }: the customer cannot say the { $field }.
said-field-set = { $field } is filled in on { $case }.
said-resolved = { $outcome ->
    [said_no] { $case } is resolved: we said no. { $customer } can reopen it within 14 days.
    [no_answer] { $case } is resolved without an answer. { $customer } can reopen it within 14 days.
   *[solved] { $case } is resolved. { $customer } can reopen it within 14 days.
 }
said-reopened = { $case } is open again; { $owner } has it, due { $deadline }.
said-merged = { $merged } was merged into { $case }, which is due { $deadline }.
said-dismissed = { $case } is no case. The sender’s next word would reopen it.
said-opened = { $case } is open and yours. The customer expects to hear by { $promise }.
said-opened-unclaimed = { $case } is open; it lies with { $owner } until somebody claims it. The customer expects to hear by { $promise }.
said-opened-customer = We have { $case }. A person writes to you by { $promise }.
said-rated = Thank you. You gave { $case } { $score } of 5.
said-solved = Good to hear. { $case } is closed; should it come back, just write.
said-not-solved = Sorry about that. { $case } is open again; { $owner } writes to you by { $promise }.
said-shown-customer = { $state ->
    [open] { $case } is open. We write to you by { $promise }.
    [answered] { $case } is open, and a person has it.
    [waiting] { $case } waits for an answer.
    [resolved] { $case } is resolved. If it is not, say “not solved { $case }”.
   *[closed] { $case } is closed.
 }
said-away = { $count ->
    [one] { $who } is away until { $until }. One case went to the person on duty.
   *[other] { $who } is away until { $until }. { $count } cases went to the people on duty.
 }
said-away-nothing = { $who } is away until { $until }. No case falls due before then; all stay where they are.
said-back = { $who } is back.
said-duty = { $count ->
    [0] { $who } is on duty at { $tier } until { $until }.
    [one] { $who } is on duty at { $tier } until { $until }. One unclaimed case went along.
   *[other] { $who } is on duty at { $tier } until { $until }. { $count } unclaimed cases went along.
 }
said-store = { $what }
