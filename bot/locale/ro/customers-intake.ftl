### For customers. What must be known of a case: how they are asked for it, and what is wrong with it.

customer-missing = { $kind ->
    [open] Ca să putem continua cu { $case }, mai avem nevoie de: { $fields }. Vă rugăm să apăsați butonul; ce completați acolo citesc doar colegii noștri.
    [open_files] Ca să putem continua cu { $case }, mai avem nevoie de: { $fields }. Vă rugăm să ne trimiteți un mesaj direct în care apare { $case }; acolo îl văd doar colegii noștri.
    [private_files] Ca să putem continua cu { $case }, mai avem nevoie de: { $fields }. Vă rugăm să trimiteți aici ce lipsește.
    [mail] Ca să putem continua cu { $case }, mai avem nevoie de: { $fields }. Este de ajuns să răspundeți la acest e-mail.
    [mail_files] Ca să putem continua cu { $case }, mai avem nevoie de: { $fields }. Vă rugăm să răspundeți la acest e-mail și să atașați ce lipsește.
    [page] Ca să putem continua cu { $case }, mai avem nevoie de: { $fields }. Vă rugăm să completați pe pagina dumneavoastră.
    [page_files] Ca să putem continua cu { $case }, mai avem nevoie de: { $fields }. Vă rugăm să completați pe pagina dumneavoastră.
   *[private] Ca să putem continua cu { $case }, mai avem nevoie de: { $fields }. Apăsați butonul sau scrieți pur și simplu aici.
 }
said-filled-customer = Vă mulțumim; am adăugat ce ne-ați trimis la { $case }.
no-nothing-missing-customer = Vă mulțumim, la { $case } nu mai lipsește nimic. Dacă s-a schimbat ceva, scrieți unde ați mai scris.
no-field-empty-customer = Vă rugăm să completați: { $field }.
no-field-choice = { $field }: alegeți { $of }.
no-field-number = { $field }: este nevoie de un număr ca { $example }; „{ $typed }” nu este un număr sau se poate citi în două feluri.
no-field-date = { $field }: este nevoie de o dată ca { $example }; „{ $typed }” nu este una.
no-field-long-customer = { $most ->
    [one] { $field }: încape un singur caracter. Vă rugăm să scrieți restul într-un mesaj.
    [few] { $field }: încap { $most } caractere. Vă rugăm să scrieți restul într-un mesaj.
   *[other] { $field }: încap { $most } de caractere. Vă rugăm să scrieți restul într-un mesaj.
 }
form-set = Completați { $case }
button-set = Completați
label-category = Categorie
hint-field-date = de exemplu { $example }
hint-field-file = trimiteți fișierul unde ne-ați scris și numele lui apare aici
day-yesterday = ieri
day-today = astăzi
day-tomorrow = mâine
