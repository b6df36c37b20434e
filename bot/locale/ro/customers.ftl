### For customers. What reaches them: always on purpose.

acknowledged = { $at_top ->
    [yes] Am primit cazul { $case }; se ocupă de el echipa condusă de { $owner }. Un coleg vă scrie cel târziu { $promise }. În fiecare moment răspunde de caz o singură persoană.
   *[no] Am primit cazul { $case }; se ocupă de el echipa condusă de { $owner }. Un coleg vă scrie cel târziu { $promise }. În fiecare moment răspunde de caz o singură persoană; dacă nu este rezolvat la timp, ajunge la persoana de la cel mai înalt nivel.
 }
acknowledged-claimed = { $at_top ->
    [yes] De cazul { $case } se ocupă { $owner }, care vă scrie cel târziu { $promise }. În fiecare moment răspunde de caz o singură persoană.
   *[no] De cazul { $case } se ocupă { $owner }, care vă scrie cel târziu { $promise }. În fiecare moment răspunde de caz o singură persoană; dacă nu este rezolvat la timp, ajunge la persoana de la cel mai înalt nivel.
 }
acknowledged-answered = { $at_top ->
    [yes] De cazul { $case } se ocupă echipa condusă de { $owner }. În fiecare moment răspunde de caz o singură persoană.
   *[no] De cazul { $case } se ocupă echipa condusă de { $owner }. În fiecare moment răspunde de caz o singură persoană; dacă nu este rezolvat la timp, ajunge la persoana de la cel mai înalt nivel.
 }
acknowledged-claimed-answered = { $at_top ->
    [yes] De cazul { $case } se ocupă { $owner }. În fiecare moment răspunde de caz o singură persoană.
   *[no] De cazul { $case } se ocupă { $owner }. În fiecare moment răspunde de caz o singură persoană; dacă nu este rezolvat la timp, ajunge la persoana de la cel mai înalt nivel.
 }
customer-unknown = un client necunoscut
customer-reply = { $who }: { $words }
customer-asked = { $who } vă întreabă: { $words }
    Este de ajuns să răspundeți aici; cazul dumneavoastră așteaptă răspunsul.
customer-asked-again = Ca să putem continua cu { $case }, avem încă nevoie de răspunsul dumneavoastră: { $words }
customer-waited = { $who }: { $words }
    { $on ->
        [other] Așteptăm un răspuns din afara organizației noastre, cel târziu { $until }; vă scriem cel târziu { $promise }.
       *[listed] Așteptăm un răspuns de la { $on }, cel târziu { $until }; vă scriem cel târziu { $promise }.
    }
customer-promised = { $who } vă scrie despre { $case } cel târziu { $until }.
customer-answered-for = { $words }
    Vă scriu din nou cel târziu { $until }. — { $who }
customer-resolved = { $who }: { $words }
    { $asked ->
        [yes] S-a rezolvat? Scrieți „rezolvat { $case }” sau „nerezolvat { $case }”. Dacă doriți, spuneți-ne și cum a fost experiența dumneavoastră, de la 1 (slab) la 5 (excelent): „nota { $case } 5”.
       *[no] S-a rezolvat? Scrieți „rezolvat { $case }” sau „nerezolvat { $case }”.
    }
customer-resolved-told = { $asked ->
    [yes] { $who } a încheiat cazul { $case }, așa cum v-a spus. S-a rezolvat? Scrieți „rezolvat { $case }” sau „nerezolvat { $case }”. Dacă doriți, spuneți-ne și cum a fost experiența dumneavoastră, de la 1 (slab) la 5 (excelent): „nota { $case } 5”.
   *[no] { $who } a încheiat cazul { $case }, așa cum v-a spus. S-a rezolvat? Scrieți „rezolvat { $case }” sau „nerezolvat { $case }”.
 }
customer-asked-later = Acum o săptămână, { $who } a încheiat cazul { $case }. Privind în urmă, cum a fost experiența dumneavoastră? Scrieți „nota { $case } 5”, de la 1 (slab) la 5 (excelent); iar dacă problema a revenit, „nerezolvat { $case }”.
customer-merged = { $case } continuă ca { $into }: este vorba despre același lucru.
customer-dismissed = { $who }: { $words }
# What delivery itself adds to what it sends.
sent-again = (Trimis din nou, fiindcă nu știm dacă a ajuns prima dată.)
