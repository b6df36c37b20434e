# What reaches a customer: always on purpose.
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
    Is it solved? Say “solved { $case }” or “not solved { $case }”, and if you like how it was for you, “rate { $case } 5”, from 1 to 5.
customer-resolved-told = { $who } has marked { $case } as done, as you were told. Is it solved? Say “solved { $case }” or “not solved { $case }”, and if you like how it was for you, “rate { $case } 5”, from 1 to 5.
customer-merged = { $case } goes on as { $into }: both are about the same matter.
customer-dismissed = { $who }: { $words }
