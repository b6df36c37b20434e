# Where the bot listens, and what it has heard already.
announce-removed = { $what ->
    [intake] I was removed from { $channel } ({ $place }). I do not hear what they write there any more: it opens no case until somebody invites me again.
   *[other] I was removed from { $channel } ({ $place }). I do not hear what is said there any more, and may not be able to write there, until somebody invites me again.
 }
said-case-already = It is { $case } already.
said-heard-already = That message is with us already.
said-joined = Thank you; that is with { $case } now, and whoever has it reads it.
said-greeted = Hello! Write what it is about, in one message or a few; one person answers for it from then on.
said-greeted-staff = Hello! “help” lists what you can say, “list mine” your cases.
said-thanked = You are welcome.
said-own-words = I wrote that message myself, and no case is opened from it.
said-write-what = Write what it is about, in one message or a few; one person answers for it from then on.
no-who-are-you = I could not find out just now who you are, so I did nothing. Please try again in a minute.
# What must be known of a case, and how its customer is asked for it: once, and never in between them and an answer.
customer-missing = { $kind ->
    [open] To go on with { $case } we also need: { $fields }. Please press the button; only our desk reads what you fill in there.
    [open_files] To go on with { $case } we also need: { $fields }. Please send it to me in a direct message that says { $case }; only our desk sees it there.
    [private_files] To go on with { $case } we also need: { $fields }. Please send it here.
   *[private] To go on with { $case } we also need: { $fields }. Press the button, or simply write it here.
 }
said-filled-customer = Thank you; that is with { $case } now.
said-fields-set = { $case } has it now: { $fields }.
no-nothing-missing = { $case } has no fields to be filled in.
no-nothing-missing-customer = Thank you, nothing is missing with { $case } any more. If something has changed, write where you wrote before.
day-yesterday = yesterday
day-today = today
day-tomorrow = tomorrow
