### For customers. The pages on the web: what a customer reads there.

# A team's form.
web-form-title = Write to { $team }
web-form-intro = Tell us once, with everything we need to know. One person then answers for it, and you see at every moment who that is.
web-form-send = Send
web-form-keep = Keep it for later
web-form-clear = Start over
web-form-kept = What you typed is kept in this browser for a week, or until you send it. On a computer that others use too, start over before you leave.
web-form-more = Just a little more, so that nobody has to ask you later: please fill in what has been added below.
web-form-mail = If you leave an e-mail address, what we write to you goes there, too.
web-form-next = After sending you see a page of your own, where all we answer will stand. Keep its address: it is your key to it.
web-label-name = Your name
web-label-email = Your e-mail address
web-label-category = What kind of matter is it?
web-label-text = What is it about?
web-hint-email = We write there, and use it for nothing else.
web-hint-text = What happened, when, and what you would like us to do.
web-hint-file = The name of the file. Whoever has your case tells you where to send it.
web-optional = { $label } (optional)
web-cannot-say = I do not know
web-choose = Please choose
# What is wrong with what was typed.
web-title-fault = Not sent yet: { $title }
web-faults = { $count ->
    [one] Nothing was sent yet. Please look at one place:
   *[other] Nothing was sent yet. Please look at { $count } places:
 }
web-fault-name = Please tell us your name.
web-fault-text = Please tell us what it is about.
web-fault-long = That is too long: at most { $most } characters, please. It has { $have }.
web-fault-email = This is not an e-mail address; it looks like maria@example.com. You may also leave it empty.
web-fault-category = Please choose one of these.
web-fault-field = Please fill in “{ $field }”, or say that you do not know.
web-fault-score = Please choose a number from 1 to 5.
web-fault-words = Please write a few words.
web-fault-again = Nothing was sent yet: the page had been open for very long, or your browser keeps no cookies. What you typed is still here. Please send it once more.
# The page of a case.
web-case-title = { $case } · { $team }
web-case-stands = How it stands
web-case-late = We said that we would write to you by { $promise }, and have not. We are sorry. { $owner } answers for it.
web-case-asked = { $owner } has asked you something. Your answer is all it takes; your case waits for it.
web-case-waits = { $on ->
    [other] { $owner } has your case. We wait for somebody outside our house until { $until }.
   *[listed] { $owner } has your case. We wait for { $on } until { $until }.
 }
web-case-promise = We write to you by { $promise }.
web-case-resolved = { $owner } has marked your case as done.
web-case-resolved-until = If it is not, tell us here until { $until }, and it goes on with the same person.
web-case-closed = Your case is closed. Should it come back, write below until { $until }, and the same case goes on.
web-case-closed-late = Your case is closed. Should it come back, write below; that opens a new case, and we know what was before.
web-case-dismissed = We did not take this for a matter that we have to see to. If it is one, write below, and a person sees to it.
web-case-merged = This goes on as { $into }: both are about the same matter.
web-case-merged-link = Go to { $into }
web-case-erased = What was said here has been erased and cannot be brought back. Nothing more is kept under this address.
web-case-rated = You gave { $score } of 5. Thank you.
web-case-said = What was said
web-case-you = You
web-case-write = Write to us
web-case-answer = Answer
web-case-write-hint = { $owner } reads it.
web-case-add = Send
web-case-judge = Is it solved?
web-case-solved = Yes, it is solved
web-case-not-solved = No, it is not solved
web-case-missing = What is still missing?
web-case-fill = We also need this from you
web-case-fill-send = Send what is missing
web-case-rate = How was it for you?
web-case-rate-send = Send my rating
web-case-rate-anew = Change my rating
web-case-score = From 1, very bad, to 5, very good
web-case-because = What made it so?
web-case-why = Anything that we should know?
web-case-zone = Times on this page: { $zone }.
web-case-keep = What we write to you stands here, so keep the address of this page. Whoever has it can read and write here: give it to nobody.
web-case-new = Write about something else
card-customers-page = Your case, with all that was said
card-rate-page = Rate it on your page
# What went wrong, kindly.
web-missing-title = There is nothing here
web-missing = There is no such page, or its address is incomplete. If you copied it, please copy all of it once more.
web-busy-title = One moment, please
web-busy = { $seconds ->
    [one] Too much has come from your connection just now. Please try again in a second. Nothing was sent yet.
   *[other] Too much has come from your connection just now. Please try again in { $seconds } seconds. Nothing was sent yet.
 }
web-turned-title = That could not be read
web-turned = Your browser sent something that this page does not understand, or too much of it. Nothing was sent yet. Please go back and try again.
web-wrong-title = That went wrong on our side
web-wrong = Something went wrong on our side. It is written down under { $error }. Please look at how things stand before you send it again.
