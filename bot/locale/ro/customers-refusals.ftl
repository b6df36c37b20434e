### For customers. How we say no to a customer: kindly, and with what they can do.

no-which-case = Despre ce caz este vorba? Scrieți, de exemplu, „{ $verb } C-42”.
no-no-such-case-customer = Nu aveți niciun caz { $case }. Scrieți despre ce este vorba și vă răspunde un om; „ajutor” vă arată ce mai puteți spune.
no-bad-case-customer = „{ $typed }” nu este numărul unui caz. Numărul dumneavoastră, de exemplu C-42, este în primul nostru răspuns; sau scrieți despre ce este vorba și vă răspunde un om.
no-unknown-verb-customer = Nu cunosc „{ $typed }”. Scrieți despre ce este vorba și vă răspunde un om; „ajutor” vă arată ce mai puteți spune.
no-staff-only = „{ $verb }” este pentru colegii noștri. Ne puteți scrie sau puteți spune „rezolvat”, „nerezolvat” ori „nota” despre cazul dumneavoastră.
no-customers-verb-customer = Doar clientul poate spune „{ $verb }” despre cazul său. Dacă aveți o problemă, scrieți-ne și vă răspunde un om.
no-ended-customer = Cazul { $case } s-a încheiat; nu mai este nevoie de nimic.
no-merged = Cazul { $case } continuă ca { $into }. Vă rugăm să scrieți acolo.
no-not-of-team-customer = Doar colegii din echipa sa pot face asta cu { $case }. Dacă aveți o problemă, scrieți-ne și vă răspunde un om.
no-not-consulted-customer = Nu v-a întrebat nimeni despre { $case }; de el se ocupă { $owner }. Dacă aveți o problemă, scrieți-ne și vă răspunde un om.
no-needs-text-customer = Vă rugăm să scrieți câteva cuvinte.
no-open-already-customer = Cazul { $case } este deschis; de el se ocupă { $owner }. Scrieți unde ați mai scris și mesajul va fi citit.
no-too-late-to-reopen-customer = Cazul { $case } s-a încheiat { $at }, cu mai mult de 14 zile în urmă. Scrieți despre ce este vorba și vă răspunde un om.
no-closed-already-customer = Cazul { $case } este deja închis. Dacă totuși nu s-a rezolvat, scrieți „nerezolvat { $case }”.
no-not-resolved-customer = Cazul { $case } nu este încă rezolvat; de el se ocupă { $owner }. Scrieți unde ați mai scris și mesajul va fi citit.
no-too-late-to-rate = Cazul { $case } nu mai poate fi notat: se putea până { $until }. Dacă ceva nu este în regulă, scrieți despre ce este vorba și vă răspunde un om.
no-no-such-score = Vă rugăm să dați o notă de la 1 la 5.
no-stale-customer = Între timp s-a schimbat ceva la cazul { $case }.
quoted = „{ $words }”
