# Where the bot listens, and what it has heard already.
announce-removed = { $what ->
    [intake] I was removed from { $channel } ({ $place }). I do not hear what they write there any more: it opens no case until somebody invites me again.
   *[other] I was removed from { $channel } ({ $place }). I do not hear what is said there any more, and may not be able to write there, until somebody invites me again.
 }
said-greeted-staff = Hello! “help” lists what you can say, “list mine” your cases.
no-who-are-you = I could not find out just now who you are, so I did nothing. Please try again in a minute.
# What must be known of a case; what its customer reads of it stands in a file of its own.
said-fields-set = { $case } has it now: { $fields }.
no-nothing-missing = { $case } has no fields to be filled in.
