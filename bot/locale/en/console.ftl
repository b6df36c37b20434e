# What the console itself says.
console-welcome = This is the desk. Type /help to see what can be typed, /as ana to be somebody, /quit to leave.
console-bye = Goodbye. Everything is kept.
console-interrupted = Stopped. Everything up to here is kept.
console-stopped = Stopped there. What was done until then is kept.
console-again-to-leave = Press Ctrl-C once more to leave, or type /quit.
console-went-wrong = That went wrong on my side, and is in the log under { $error }. Please look how things stand before you say it again.
console-nothing = Nothing follows from that.
console-form-how = Fill it in with `{ $who }> { $label }: …`, send it with `{ $who }> send`, put it away with `{ $who }> cancel`. * must be filled in.
console-form-stays = “{ $form }” stays open with what you typed: `{ $who }> form` shows it, `{ $who }> cancel` puts it away.
console-form-below = “{ $form }” lies open as before: `{ $who }> form` shows it, `{ $who }> cancel` puts it away.
console-filled = { $many ->
    [0] `{ $who }> send` sends it.
   *[other] Still wanted: { $wanted }.
 }
console-put-away = “{ $form }” was put away unsent.
console-no-form = No form is open for { $who }. A verb without its details opens one: `{ $who }: resolve C-1`.
console-no-field = There is no field “{ $typed }” on this form; there are { $labels }.
console-which-field = “{ $typed }” may be { $labels }. Type a little more of it.
console-field-how = Write the field, a colon and what goes in: `{ $label }: …`. There are { $labels }; then send, or cancel.
console-no-choice = “{ $typed }” is no choice for { $label }; there are { $choices }.
console-which-choice = “{ $typed }” may be { $choices }. Type a little more of it.
console-no-card = { $case ->
    [none] There is no card with buttons before { $who } yet.
   *[other] { $who } sees no card of { $case } with buttons.
 }
console-press-what = Which button? There are { $labels }: type `{ $who }> press` and its label.
console-no-button = “{ $typed }” is not on the newest card that { $who } sees ({ $card }); there are { $labels }.
console-which-button = “{ $typed }” may be { $labels }. Type a little more of it.
console-who = Who says that? Begin with a name, `ana: claim C-1` or `maria@help: text`, or be somebody with `/as ana`.
console-nobody = There is no { $typed } here. Did you mean { $near }? To be a customer of that name, type `/as { $typed }`.
console-is-place = { $typed } is a channel, and channels do not speak. Write in it with `maria@{ $typed }: text`.
console-no-colon = Put a colon between the place and what { $who } says: `{ $who }@help: text`, `{ $who }@C-1: text`. There are { $places }.
console-no-place = There is no place “{ $typed }”; there are { $places }, and the thread of a case is C-1.
console-no-slash = There is no “/{ $typed }”; try { $near }.
console-no-name = Be somebody with `/as ana`: one name of letters and digits. `/people` shows who there is.
console-nobody-now = You are nobody in particular now; begin lines with a name.
console-as-whom = There is no { $typed } here. Did you mean { $near }? To be a customer of that name, type it once more.
console-as = { $kind ->
    [staff] You are { $name } now. What you type is theirs: claim C-1.
    [known] You are { $name } now, a customer. What you type is a direct message; @help: text goes into a channel.
   *[new] You are { $name } now, a customer nobody has heard of yet. What you type is a direct message; @help: text goes into a channel.
 }
console-no-length = Type how long: /wait 20h, /wait 30m, /wait 3d.
console-no-instant = Type until when: /at { $now }. The day may be left out, or be tomorrow or a weekday.
console-forward-only = The clock only goes forward, and it is { $now } already.
console-too-far = That is too far; ten years at once are the most.
console-no-month = Type the month like /digest 2026-10, or /digest alone for the one that goes on.
console-now = It is { $time } in { $zone }.
console-customer = customer
console-watched = { $all ->
    [yes] Everything is shown.
   *[no] Shown from now on: { $places }. `/watch all` shows everything again.
 }
console-watch-what = There is no “{ $typed }” to watch; there are { $places }.
console-which-thread = Which case? Type /thread C-1.
console-no-thread = Nothing about { $case } was shown here. A person of its team sees it with `show { $case }`.
console-help-title = What can be typed
console-help-direct = a person tells the bot; `ana: help` lists all verbs
console-help-channel = somebody writes in a channel; whoever is not of the house is a customer
console-help-dm = a customer writes to the bot
console-help-thread = in the customer’s thread of a case
console-help-press = a button of the newest card she sees; `press Claim C-1` for that of a case
console-help-field = fills in the form that is open; the beginning of a label is enough
console-help-send = sends the form
console-help-cancel = puts it away
console-help-form = shows it again
console-help-as = be somebody: names can be left out from then on
console-help-wait = lets time pass, stopping wherever something falls due
console-help-at = the same, until then (also 16:50, tomorrow 9:00, Monday 9:00)
console-help-watch = shows these places only; `/watch all` everything
console-help-look-thread = what was said about a case
console-help-people = who there is
console-help-channels = where one can write
console-help-digest = the report of a month, or of the one that goes on
console-help-now = the time
console-help-quit = leaves; everything is kept
