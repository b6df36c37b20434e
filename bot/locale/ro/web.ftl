### For customers. The pages on the web: what a customer reads there.

# A team's form.
web-form-title = Scrieți echipei { $team }
web-form-intro = Spuneți-ne totul o singură dată. De atunci înainte răspunde de caz o singură persoană, iar dumneavoastră vedeți în orice moment cine este.
web-form-send = Trimiteți
web-form-keep = Păstrați pentru mai târziu
web-form-clear = Ștergeți și începeți din nou
web-form-kept = Ce ați scris se păstrează în acest browser o săptămână sau până când trimiteți. Pe un calculator folosit și de alții, ștergeți ce ați scris înainte să plecați.
web-form-more = Încă puțin, ca să nu fie nevoie să vă întrebăm mai târziu: vă rugăm să completați ce a apărut mai jos.
web-form-mail = Dacă lăsați o adresă de e-mail, vă scriem și acolo.
web-form-next = După trimitere vedeți o pagină a dumneavoastră, unde apar toate răspunsurile noastre. Păstrați adresa ei: este cheia dumneavoastră.
web-label-name = Numele dumneavoastră
web-label-email = Adresa dumneavoastră de e-mail
web-label-category = Ce fel de problemă este?
web-label-text = Despre ce este vorba?
web-hint-email = Vă scriem acolo și nu o folosim pentru nimic altceva.
web-hint-text = Ce s-a întâmplat, când și ce ați dori să facem.
web-hint-file = Numele fișierului. Cine se ocupă de caz vă spune unde să îl trimiteți.
web-optional = { $label } (opțional)
web-cannot-say = Nu știu
web-choose = Vă rugăm să alegeți
# What is wrong with what was typed.
web-title-fault = Încă netrimis: { $title }
web-faults = { $count ->
    [one] Nu s-a trimis nimic încă. Vă rugăm să verificați un loc:
    [few] Nu s-a trimis nimic încă. Vă rugăm să verificați { $count } locuri:
   *[other] Nu s-a trimis nimic încă. Vă rugăm să verificați { $count } de locuri:
 }
web-fault-name = Vă rugăm să ne spuneți numele dumneavoastră.
web-fault-text = Vă rugăm să ne spuneți despre ce este vorba.
web-fault-long = { $most ->
    [one] Este prea lung: cel mult un caracter, vă rugăm. Acum sunt { $have }.
    [few] Este prea lung: cel mult { $most } caractere, vă rugăm. Acum sunt { $have }.
   *[other] Este prea lung: cel mult { $most } de caractere, vă rugăm. Acum sunt { $have }.
 }
web-fault-email = Aceasta nu este o adresă de e-mail; o adresă arată ca maria@example.com. O puteți lăsa și necompletată.
web-fault-category = Vă rugăm să alegeți una dintre acestea.
web-fault-field = Vă rugăm să completați „{ $field }” sau să bifați „Nu știu”.
web-fault-score = Vă rugăm să alegeți o notă de la 1 la 5.
web-fault-words = Vă rugăm să scrieți câteva cuvinte.
web-fault-again = Nu s-a trimis nimic încă: pagina a stat deschisă foarte mult timp sau browserul dumneavoastră nu păstrează cookie-uri. Ce ați scris este încă aici. Vă rugăm să trimiteți din nou.
# The page of a case.
web-case-title = { $case } · { $team }
web-case-stands = Cum stau lucrurile
web-case-late = Am spus că vă scriem cel târziu { $promise } și nu am făcut-o. Ne cerem scuze. De caz răspunde { $owner }.
web-case-asked = { $owner } v-a întrebat ceva. Este de ajuns să răspundeți; cazul dumneavoastră așteaptă răspunsul.
web-case-waits = { $on ->
    [other] De cazul dumneavoastră se ocupă { $owner }. Așteptăm un răspuns din afara organizației noastre, cel târziu { $until }.
   *[listed] De cazul dumneavoastră se ocupă { $owner }. Așteptăm un răspuns de la { $on }, cel târziu { $until }.
 }
web-case-promise = Vă scriem cel târziu { $promise }.
web-case-resolved = { $owner } a încheiat cazul dumneavoastră.
web-case-resolved-until = Dacă nu s-a rezolvat, spuneți-ne aici cel târziu { $until } și continuă aceeași persoană.
web-case-closed = Cazul dumneavoastră este închis. Dacă problema revine, scrieți mai jos cel târziu { $until } și continuă același caz.
web-case-closed-late = Cazul dumneavoastră este închis. Dacă problema revine, scrieți mai jos; se deschide un caz nou, iar noi știm ce a fost înainte.
web-case-dismissed = Nu am considerat că este ceva de care trebuie să ne ocupăm. Dacă este, scrieți mai jos și cineva se ocupă.
web-case-merged = Cazul continuă ca { $into }: este vorba despre același lucru.
web-case-merged-link = Mergeți la { $into }
web-case-erased = Ce s-a spus aici a fost șters și nu mai poate fi recuperat. La această adresă nu se mai păstrează nimic.
web-case-rated = Ați dat nota { $score } din 5. Vă mulțumim.
web-case-said = Ce s-a spus
web-case-you = Dumneavoastră
web-case-write = Scrieți-ne
web-case-answer = Răspundeți
web-case-write-hint = Mesajul este citit de { $owner }.
web-case-add = Trimiteți
web-case-judge = S-a rezolvat?
web-case-solved = Da, s-a rezolvat
web-case-not-solved = Nu, nu s-a rezolvat
web-case-missing = Ce mai lipsește?
web-case-fill = Ce ne mai trebuie de la dumneavoastră
web-case-fill-send = Trimiteți ce lipsește
web-case-rate = Cum a fost experiența dumneavoastră?
web-case-rate-send = Trimiteți nota
web-case-rate-anew = Schimbați nota
web-case-score = De la 1, foarte slab, la 5, foarte bine
web-case-because = Ce a contat?
web-case-why = Ar trebui să mai știm ceva?
web-case-zone = Orele de pe această pagină: { $zone }.
web-case-keep = Tot ce vă scriem apare aici, așa că păstrați adresa acestei pagini. Oricine o are poate citi și scrie aici: nu o dați nimănui.
web-case-new = Scrieți despre altceva
card-customers-page = Cazul dumneavoastră, cu tot ce s-a spus
card-rate-page = Dați o notă pe pagina dumneavoastră
# What went wrong, kindly.
web-missing-title = Aici nu este nimic
web-missing = Nu există o astfel de pagină sau adresa este incompletă. Dacă ați copiat-o, vă rugăm să o copiați încă o dată în întregime.
web-busy-title = Un moment, vă rugăm
web-busy = { $seconds ->
    [one] Au venit prea multe cereri de la conexiunea dumneavoastră. Vă rugăm să încercați din nou peste o secundă. Nu s-a trimis nimic încă.
    [few] Au venit prea multe cereri de la conexiunea dumneavoastră. Vă rugăm să încercați din nou peste { $seconds } secunde. Nu s-a trimis nimic încă.
   *[other] Au venit prea multe cereri de la conexiunea dumneavoastră. Vă rugăm să încercați din nou peste { $seconds } de secunde. Nu s-a trimis nimic încă.
 }
web-turned-title = Nu am putut citi ce ați trimis
web-turned = Browserul dumneavoastră a trimis ceva ce această pagină nu înțelege sau prea mult deodată. Nu s-a trimis nimic încă. Vă rugăm să mergeți înapoi și să încercați din nou.
web-wrong-title = Ceva nu a mers la noi
web-wrong = Ceva nu a mers la noi. Eroarea este notată sub { $error }. Vă rugăm să verificați cum stau lucrurile înainte să trimiteți din nou.
