# Where the bot listens, and what it has heard already.
announce-removed = { $what ->
    [intake] I was removed from { $place }, where customers of { $team } write: what they write there now opens no case until somebody invites me again.
    [tier] I was removed from { $place }, the channel of { $tier } ({ $team }): its cards cannot be shown there until somebody invites me again.
    [supervisors] I was removed from { $place }, the supervisors’ channel of { $team }: escalations cannot be announced there until somebody invites me again.
   *[digest] I was removed from { $place }, where the digest of { $team } is posted: it cannot be posted there until somebody invites me again.
 }
said-case-already = It is { $case } already.
said-heard-already = That message is with us already.
said-joined = Thank you; that is with { $case } now, and whoever has it reads it.
said-write-what = Write what it is about, in one message or a few; one person answers for it from then on.
no-who-are-you = I could not find out just now who you are, so I did nothing. Please try again in a minute.
