### For customers. What a customer is told who said or pressed something.

said-opened-customer = Thank you; we have { $case }.
said-rated = Thank you. You gave { $case } { $score } of 5; you can change that until { $until }.
rated-why = What made it so, with { $case }?
said-solved = Good to hear. { $case } is closed; should it come back, just write.
said-not-solved = Sorry about that. { $case } is open again.
said-shown-customer = { $state ->
    [open] { $case } is open. We write to you by { $promise }.
    [answered] { $case } is open, and a person has it.
    [waiting] { $case } waits for an answer.
    [resolved] { $case } is resolved. If it is not, say “not solved { $case }”.
    [merged] { $case } goes on as { $into }.
   *[closed] { $case } is closed.
 }
said-help-customer = That is for the people of the desk. Write what it is about, and a person answers; this is what else you can say.
went-wrong = That went wrong on my side, and is in the log under { $error }. Please look how things stand before you do it again.
said-case-already = It is { $case } already.
said-heard-already = That message is with us already.
said-joined = Thank you; that is with { $case } now, and whoever has it reads it.
said-greeted = Hello! Write what it is about, in one message or a few; one person answers for it from then on.
said-thanked = You are welcome.
said-own-words = I wrote that message myself, and no case is opened from it.
said-write-what = Write what it is about, in one message or a few; one person answers for it from then on.
form-told = What came of it
teams-look-there = I wrote the rest to you directly.
teams-cannot-write-to-you = { $who }, I have an answer for you and may not write to you: add { $bot } for yourself (Apps → { $bot } → Add), then ask again.
teams-below = It stands below.
teams-heard = Heard.
