### For customers. What reaches them: always on purpose.

acknowledged = { $at_top ->
    [yes] { $owner }’s desk has { $case }. A person writes to you by { $promise }. One person answers for it at every moment.
   *[no] { $owner }’s desk has { $case }. A person writes to you by { $promise }. One person answers for it at every moment; if it is not solved in time, it goes to the person at the top.
 }
acknowledged-claimed = { $at_top ->
    [yes] { $owner } has { $case } and writes to you by { $promise }. One person answers for it at every moment.
   *[no] { $owner } has { $case } and writes to you by { $promise }. One person answers for it at every moment; if it is not solved in time, it goes to the person at the top.
 }
acknowledged-answered = { $at_top ->
    [yes] { $owner }’s desk has { $case }. One person answers for it at every moment.
   *[no] { $owner }’s desk has { $case }. One person answers for it at every moment; if it is not solved in time, it goes to the person at the top.
 }
acknowledged-claimed-answered = { $at_top ->
    [yes] { $owner } has { $case }. One person answers for it at every moment.
   *[no] { $owner } has { $case }. One person answers for it at every moment; if it is not solved in time, it goes to the person at the top.
 }
customer-unknown = an unknown customer
customer-reply = { $who }: { $words }
customer-asked = { $who } asks: { $words }
    Your answer here is all it takes; your case waits for it.
customer-asked-again = We still need your answer to go on with { $case }: { $words }
customer-waited = { $who }: { $words }
    { $on ->
        [other] We wait for somebody outside our house until { $until } and write to you by { $promise }.
       *[listed] We wait for { $on } until { $until } and write to you by { $promise }.
    }
customer-promised = { $who } writes to you about { $case } by { $until }.
customer-answered-for = { $words }
    You will hear from me by { $until }. — { $who }
customer-resolved = { $who }: { $words }
    { $asked ->
        [yes] Is it solved? Say “solved { $case }” or “not solved { $case }”. To tell us how it was for you, say “rate { $case } 5”, from 1 (poor) to 5 (excellent).
       *[no] Is it solved? Say “solved { $case }” or “not solved { $case }”.
    }
customer-resolved-told = { $asked ->
    [yes] { $who } has marked { $case } as done, as you were told. Is it solved? Say “solved { $case }” or “not solved { $case }”. To tell us how it was for you, say “rate { $case } 5”, from 1 (poor) to 5 (excellent).
   *[no] { $who } has marked { $case } as done, as you were told. Is it solved? Say “solved { $case }” or “not solved { $case }”.
 }
customer-asked-later = A week ago { $who } finished { $case }. Looking back, how was it for you? Say “rate { $case } 5”, from 1 (poor) to 5 (excellent); and if it has come back, “not solved { $case }”.
customer-merged = { $case } goes on as { $into }: both are about the same matter.
customer-dismissed = { $who }: { $words }
# What delivery itself adds to what it sends.
sent-again = (Sent again, as nobody knows whether it arrived the first time.)
