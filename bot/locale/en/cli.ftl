# What the programs print.
check-team = { $title } ({ $team }): { $limit } on the { $clock ->
    [weekdays] clock of desk days
    [always] clock that never stops
   *[hours] clock of desk hours
 }, { $zone }
check-tier = ▲ { $tier } · { $channel } · on duty { $on_duty } · lead { $lead }, deputy { $deputy }
check-tier-alone = ▲ { $tier } · { $channel } · on duty { $on_duty } · lead { $lead }, no deputy
check-members = { "  " }members { $members }
check-intake = Customers write in { $places }.
check-no-intake = No intake place: cases open only by “new”.
check-unclaimed = Unclaimed for { $first } of desk time: who is on duty is pinged; { $second }: the deputy too; { $third }: the lead above too.
check-escalation = At the limit a case goes to { $top }; the lead of the tier it leaves is pinged too, and it is announced in { $supervisors }.
check-breach = After { $limit } at the top: the same people and the managers ({ $managers }), again at every desk opening.
check-example = A message now ({ $at }) would be due { $deadline }, and the customer would be told { $promise }.
check-shut = The desk is shut now; pings rest until { $opens }.
check-unreachable = { $who } has no address on { $platforms }; no ping can reach them.
check-off = { $platform } is off: it has no credentials.
check-warning = Warning: { $what }
check-failure = Wrong: { $what }
check-store-missing = The store { $where } does not exist yet; “buckstop serve” or “buckstop migrate” makes it.
check-store = The store { $where } is readable; running cases: { $cases }.
check-fine = All in order.
cli-nothing-on = No platform has credentials, so nobody can write to this desk yet. “buckstop console” is a desk in the terminal; the README says how to connect Slack and Teams.
cli-serving-serve = Buckstop is running. Teams: { $teams }, people: { $people }. The clock looks every { $seconds } s.
cli-serving-web = Buckstop hears what is said, on port { $port }. Teams: { $teams }, people: { $people }. The clock runs apart: “buckstop clock”.
cli-serving-clock = Buckstop's clock is running and looks every { $seconds } s; whoever watches it finds it on port { $port }. Teams: { $teams }, people: { $people }. What is said is heard by “buckstop web”.
cli-stopped = Stopped; everything that was under way is written.
cli-migrated = The store { $where } is up to date.
cli-verified = Lines { $lines }, cases { $cases }, seals { $seals }: all in order.
cli-faults = { $faults ->
    [one] One fault was found.
   *[other] { $faults } faults were found.
 }
cli-needs-postgresql = “{ $command }” runs beside other processes and needs PostgreSQL; with SQLite use “buckstop serve”, which is both in one.
cli-vanished = { $cases ->
    [one] { $person } is no longer among people but owns a case.
   *[other] { $person } is no longer among people but owns { $cases } cases.
 } Say “was = ["{ $person }"]” with the new key, or keep the person with “left = true”.
cli-team-vanished = team { $team } is no longer configured but has cases that are open. Keep it until they are resolved or moved.
cli-no-team = There is no team “{ $team }”. There are: { $teams }.
cli-no-month = “{ $month }” is no month; write it like 2026-10.
cli-posted = The digest of { $team } for { $month } is in its channel, or on its way.
cli-written = { $path } is written.
cli-not-written = { $path } could not be written: { $why }.
cli-no-charts = The charts could not be painted: { $why }
cli-month-goes-on = { $month } is not over for { $team }: a digest is posted when its month is. Without --post it is shown as it stands.
cli-no-digest-place = team { $team } has no “digest” place in the configuration, so nothing is posted.
cli-packed = { $where } is written. Upload it in the Teams admin center, or in Teams itself under “Apps”, “Manage your apps”; docs/teams.md says how.
cli-not-packed = { $where } cannot be written ({ $why }); name another file with --out.
cli-pack-no-app = MICROSOFT_APP_ID is not set: the package must say whose app it is. It is the Microsoft App ID of your Azure Bot.
cli-pack-bad-app = MICROSOFT_APP_ID is no application id; one looks like 7c2e4a10-93b1-4f0e-a6d5-51f1c0a8e2d7.
cli-pack-no-url = BUCKSTOP_URL is not set: the package must say where the app lives. Set it to your public address, like https://help.example.com.
cli-pack-not-https = BUCKSTOP_URL begins with http://, and Teams takes https:// only.
cli-not-empty = The store { $where } holds cases already; the demo writes only into an empty one. Set DATABASE_URL to another one.
cli-no-customer = Nobody is known as “{ $typed }”. Write the customer’s number, a case of theirs like C-42, or an address like slack:U0MARIA; “buckstop export cases” lists the numbers.
cli-nobodys-number = Customer { $number } stands for everybody whom nobody has named. Say which case, like C-42.
cli-needs-id = Whose? Write the customer’s number, a case of theirs like C-42, or an address like slack:U0MARIA.
cli-needs-no-id = “{ $what }” is all of it, and takes nothing more; one customer is “export customer ID”.
cli-erase-running = { $count ->
    [one] One case of theirs is not ended yet, so nothing was erased:
   *[other] { $count } cases of theirs are not ended yet, so nothing was erased:
 }
cli-erase-meanwhile = { $count ->
    [one] Meanwhile one case of theirs began, so the name and the addresses are kept as yet:
   *[other] Meanwhile { $count } cases of theirs began, so the name and the addresses are kept as yet:
 }
cli-erase-runs = { $case } · { $state } · { $owner }
cli-erase-end-first = Whoever owns it needs the words to answer. Let them resolve it, or end it as “not a case”; then run this again.
cli-erase-there-is = { $who }, { $name }: cases with words { $cases }, texts { $texts }, sentences sent or waiting { $said }, addresses { $addresses }. What happened stays in the ledger and in the figures; what was said, and by whom, cannot be brought back.
cli-erase-sure = Type { $who } to erase all of it.
cli-erase-not-sure = Nothing was erased. Type { $who } when asked, or say --yes.
cli-erase-nothing = { $who }: nothing is left to erase.
cli-erase-busy = { $where } is being written by process { $who }. Stop it, run this again, and start it again: the file has to be written anew by one alone, and what customers write meanwhile is fetched at the start.
cli-erase-done = Erased: the words of cases { $cases }, texts { $texts }, sentences sent or waiting { $said }, of which { $unsent } were still to be sent; addresses { $addresses }. The name is a placeholder now, and whoever writes from there next is somebody new.
cli-erase-mentioned = { $count ->
    [one] A case of somebody else mentions that name: { $cases }. Whether it is the same person, look yourself.
   *[other] { $count } cases of others mention that name: { $cases }. Whether it is the same person, look yourself.
 }
cli-erase-out-of-reach = Out of reach: what was posted in Slack and Teams or mailed stands there until somebody deletes it, but cards are drawn anew without the words. Backups and exports made before today still have everything; so may the disk’s own snapshots.
