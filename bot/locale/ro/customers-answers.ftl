### For customers. What a customer is told who said or pressed something.

said-opened-customer = Vă mulțumim; am primit cazul { $case }.
said-rated = Vă mulțumim. Ați dat cazului { $case } nota { $score } din 5; o puteți schimba până { $until }.
rated-why = Ce a contat cel mai mult la cazul { $case }?
said-solved = Ne bucurăm. Cazul { $case } este închis; dacă problema revine, scrieți-ne.
said-not-solved = Ne pare rău. Cazul { $case } este din nou deschis.
said-shown-customer = { $state ->
    [open] Cazul { $case } este deschis. Vă scriem cel târziu { $promise }.
    [answered] Cazul { $case } este deschis și se ocupă cineva de el.
    [waiting] Cazul { $case } așteaptă un răspuns.
    [resolved] Cazul { $case } este rezolvat. Dacă nu este așa, scrieți „nerezolvat { $case }”.
    [merged] Cazul { $case } continuă ca { $into }.
   *[closed] Cazul { $case } este închis.
 }
said-help-customer = Această comandă este pentru colegii noștri. Scrieți despre ce este vorba și vă răspunde un om; mai puteți spune și următoarele.
went-wrong = Ceva nu a mers la noi; eroarea este notată sub { $error }. Vă rugăm să verificați cum stau lucrurile înainte să încercați din nou.
said-case-already = Este deja cazul { $case }.
said-heard-already = Mesajul acesta a ajuns deja la noi.
said-joined = Vă mulțumim; l-am adăugat la { $case }, iar cine se ocupă de caz îl citește.
said-greeted = Bună ziua! Scrieți despre ce este vorba, într-un mesaj sau în mai multe; de atunci înainte răspunde de caz o singură persoană.
said-thanked = Cu plăcere.
said-own-words = Mesajul acesta l-am scris chiar eu și nu deschide niciun caz.
said-write-what = Scrieți despre ce este vorba, într-un mesaj sau în mai multe; de atunci înainte răspunde de caz o singură persoană.
form-told = Rezultat
teams-look-there = V-am scris restul direct.
teams-cannot-write-to-you = { $who }, am un răspuns pentru dumneavoastră, dar nu am voie să vă scriu: adăugați { $bot } pentru dumneavoastră (Aplicații → { $bot } → Adăugați) și întrebați din nou.
teams-below = Răspunsul este mai jos.
teams-heard = Am primit.
