# What is said of copies of the store, and by one.
cli-backed-up = { $where } is written ({ $bytes } bytes) and checked: nothing is wrong with it. It says by itself that it is a copy.
cli-backup-damaged = { $faults ->
    [one] One fault was found in the copy, so none was kept.
   *[other] { $faults } faults were found in the copy, so none was kept.
 } “buckstop verify” says whether the store itself has them.
cli-backup-postgresql = “buckstop backup” copies a SQLite store. Of PostgreSQL make the copy with its own tool: pg_dump --format=custom --file=buckstop.dump "$DATABASE_URL". After pg_restore, and before anything else runs, say “buckstop restored”.
cli-restored = From now on the store counts as a copy of { $made }. Start “buckstop serve”: what waited then is looked up before it is sent.
cli-restored-empty = The store holds nothing yet, so there is nothing to look up.
cli-is-copy = This store is a copy of { $made }, opened for writing for the first time. Of what waited then, { $asked } are looked up before they are sent; { $unsaid } cannot be looked up and are not sent again.
check-is-copy = The store is a copy of { $made } that nobody has opened for writing yet; what waited then is looked up before it is sent.
cli-copy-not-served = This store is a copy of { $made } that nobody has opened yet. Start “buckstop serve” first: it looks up what may have been sent already.
restored-told = I was restored from a copy of { $made }. What was done here after that I do not know; please look over what runs, and do again what is missing.
restored-told-unsaid = { restored-told } What waited then about { $cases } may have been sent already and is not sent again; please look there first.
