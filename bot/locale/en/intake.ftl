# Where the bot listens, and what it has heard already.
announce-removed = { $what ->
    [intake] I was removed from { $channel } ({ $place }). I do not hear what they write there any more: it opens no case until somebody invites me again.
   *[other] I was removed from { $channel } ({ $place }). I do not hear what is said there any more, and may not be able to write there, until somebody invites me again.
 }
said-greeted-staff = Hello! “help” lists what you can say, “list mine” your cases.
no-who-are-you = I could not find out just now who you are, so I did nothing. Please try again in a minute.
