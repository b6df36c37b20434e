# What the one who acted is told.
said-claimed = { $time ->
    [over] { $case } is yours. It was due { $deadline }, { $left } ago.
    [still] { $case } is yours. Its clock stands still, with { $left } left.
   *[left] { $case } is yours, due { $deadline }; { $left } left.
 }{ $promised ->
    [yes] { " " }We promised to write by { $promise }.
   *[no] { "" }
 }
said-assigned = { $owner } has { $case } now, and was told.
said-passed = { $case } went up to { $tier }; it lies with { $owner } until somebody there claims it.
said-given = You offered { $case } to { $whom }. It stays yours until they claim it; the offer lapses { $until }.
said-declined = You declined { $case }; { $owner } keeps it.
said-returned = { $case } went back to { $owner } to ask for: { $fields }.
said-moved = { $case } went to { $team }; it lies with { $owner } until somebody there claims it.
said-urgent = { $case } is urgent and due { $deadline }, day and night.
said-undone = Taken back: { $case } is with { $owner } as before.
said-replied = Your reply on { $case } goes to { $customer }.
said-no-address = Nothing on { $case } was sent: { $customer } has no address here. Please tell them yourself.
said-noted = Noted on { $case }, for colleagues only.
said-consulted = { $whom } was asked about { $case }; it stays yours.
said-advised = Your advice on { $case } is with whoever asked.
said-asked = Your question on { $case } goes to { $customer }. Its clock stands still until they answer, or until { $until }.
said-waiting = { $on ->
    [other] { $case } waits for somebody outside our house until { $until }; its clock stands still. The customer was told, and expects to hear by { $promise }.
   *[listed] { $case } waits for { $on } until { $until }; its clock stands still. The customer was told, and expects to hear by { $promise }.
 }
said-woken = The clock of { $case } runs again; it is due { $deadline }.
said-promised = The customer of { $case } was told that we write by { $until }.
said-answered-for = You answered for { $case }; the customer was told to expect word by { $until }.
said-categorised = { $case } is under { $field } now.
said-field-unknown = Noted on { $case }: the customer cannot say the { $field }.
said-field-set = { $field } is filled in on { $case }.
said-resolved = { $outcome ->
    [said_no] { $case } is resolved: we said no. { $customer } can reopen it within 14 days.
    [no_answer] { $case } is resolved without an answer. { $customer } can reopen it within 14 days.
   *[solved] { $case } is resolved. { $customer } can reopen it within 14 days.
 }
said-reopened = { $claimed ->
    [yes] { $case } is open again; { $owner } has it, due { $deadline }.
   *[no] { $case } is open again; it lies with { $owner } until somebody claims it, due { $deadline }.
 }
said-merged = { $merged } was merged into { $case }, which is due { $deadline }.
said-dismissed = { $case } is no case. The sender’s next word would reopen it.
said-opened = { $time ->
    [over] { $case } is open and yours. It was due { $deadline }, { $left } ago.
   *[left] { $case } is open and yours. It is due { $deadline }; { $left } left.
 }{ $promised ->
    [yes] { " " }We promised to write by { $promise }.
   *[no] { "" }
 }
said-opened-unclaimed = { $time ->
    [over] { $case } is open; it lies with { $owner } until somebody claims it. It was due { $deadline }, { $left } ago.
   *[left] { $case } is open; it lies with { $owner } until somebody claims it. It is due { $deadline }; { $left } left.
 }{ $promised ->
    [yes] { " " }We promised to write by { $promise }.
   *[no] { "" }
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
