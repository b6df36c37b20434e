"""A store that has seen some years: rows of every kind, made set-wise, as far as the planner looks at them."""

from sqlalchemy import Connection, text

CASES = 10_000
OPEN = 40  # every so manieth case runs
MINUTE = 60_000_000
BEGUN = 1_700_000_000_000_000
NOW = BEGUN + CASES * MINUTE  # the newest case was opened then, one a minute
_NEW = "FROM generate_series(1, :cases) AS n"
_AT = f"({BEGUN} + n * {MINUTE}::bigint)"
_RUNS = f"n % {OPEN} = 0"
_ROWS = (
    f"INSERT INTO customers SELECT n, 'Customer ' || n, 'en', 'UTC' {_NEW}",
    f"INSERT INTO addresses SELECT 'slack', 'U' || n, n {_NEW}",
    "INSERT INTO profiles SELECT 'slack:U' || n, 'Customer ' || n, 'guest', 'UTC', 'en',"
    f" CASE WHEN n % 3 = 0 THEN 'c' || n || '@example.com' END, {_AT} {_NEW}",
    f"""INSERT INTO cases SELECT n, 5, 'head', CASE n % 3 WHEN 0 THEN 'billing' ELSE 'support' END, 'p' || n % 30,
        n % 3 > 0, n % 2, CASE WHEN {_RUNS} THEN CASE n % 5 WHEN 0 THEN 'waiting' ELSE 'open' END ELSE 'closed' END,
        {_AT} + 1200 * {MINUTE}::bigint, CASE WHEN {_RUNS} OR n > :cases - 500 THEN {_AT} + 600 * {MINUTE}::bigint END,
        n, 'invoice', {_AT}, {_AT}, CASE WHEN NOT {_RUNS} THEN {_AT} + 60 * {MINUTE}::bigint END,
        CASE WHEN {_RUNS} AND n % 7 = 0 THEN 'p' || n % 30 END, repeat('x', 300), n < :cases - 50 {_NEW}""",
    f"""INSERT INTO holds SELECT n, h, 1, 'p' || (n + h) % 30,
        CASE n % 3 WHEN 0 THEN 'billing' ELSE 'support' END, n % 2, h = 1,
        'invoice', {_AT}, h, CASE WHEN h = 1 OR NOT {_RUNS} THEN {_AT} + h * 30 * {MINUTE}::bigint END, h + 1,
        CASE h WHEN 1 THEN 'claimed' ELSE 'resolved' END, 1000, 100, h = 2, FALSE, FALSE
        {_NEW}, generate_series(1, 2) h""",
    f"""INSERT INTO events SELECT n, s, {_AT} + s * {MINUTE}::bigint,
        (ARRAY['opened', 'claimed', 'resolved'])[s], 'p' || n % 30,
        CASE n % 3 WHEN 0 THEN 'billing' ELSE 'support' END, 'p' || n % 30, TRUE, 0, 'open', {_AT}, NULL, NULL,
        '{{"text":"' || n || '-' || s || '"}}', repeat('h', 64) {_NEW}, generate_series(1, 3) s""",
    f"""INSERT INTO responses (case_id, seq, at, team, by_, length)
        SELECT n, 2, {_AT}, CASE n % 3 WHEN 0 THEN 'billing' ELSE 'support' END, 'p' || n % 30, 1000 {_NEW}""",
    f"""INSERT INTO promises (case_id, seq, due, team, owner, kept)
        SELECT n, 2, {_AT}, CASE n % 3 WHEN 0 THEN 'billing' ELSE 'support' END, 'p' || n % 30, n % 5 > 0 {_NEW}""",
    f"""INSERT INTO resolutions (case_id, seq, at, team, by_, customer, cause, age, whole, held, first, at_once,
        questions, escalated, hand_offs) SELECT n, 3, {_AT}, CASE n % 3 WHEN 0 THEN 'billing' ELSE 'support' END,
        'p' || n % 30, n, 'unknown', 1000, 1000, 1000, n % 9 > 0, n % 2 > 0, 0, FALSE, 0 {_NEW}""",
    f"""INSERT INTO events (case_id, seq, at, kind, by_, data, hash)
        SELECT 0, n, {_AT}, CASE n % 50 WHEN 0 THEN 'went_away' ELSE 'sealed' END, 'clock', '{{}}', 'h' {_NEW}""",
    f"INSERT INTO texts SELECT n || '-' || s, n, '\\x00', 'words ' || n, {_AT} {_NEW}, generate_series(1, 2) s",
    f"INSERT INTO threads SELECT 'slack:C0HELP/' || n, n, 'customer', {_AT} {_NEW}",
    f"INSERT INTO seen SELECT 'slack:Ev' || n, n, {_AT}, CASE WHEN n > :cases - 100 THEN 'said' END {_NEW}",
    f"""INSERT INTO outbox (key, lane, to_, kind, say, case_id, thread, at, next_at, unsure, state)
        SELECT 'said:' || n, 'slack:C' || n % 200, 'slack:C' || n % 200,
        CASE n % 4 WHEN 0 THEN 'nudge' ELSE 'story' END,
        '{{}}', n, 'card:' || n, {_AT}, {_AT}, 0,
        CASE WHEN n > :cases - 80 THEN 'waiting' WHEN n % 5000 = 0 THEN 'failed' ELSE 'sent' END {_NEW}""",
    f"""INSERT INTO surfaces (key, kind, lane, to_, subject, wanted, shown, receipt, next_at)
        SELECT 'card:' || n, 'card', 'slack:C' || n % 200, 'slack:C' || n % 200, n::text, 5,
        CASE WHEN n % {CASES} > {CASES} - 40 THEN 4 ELSE 5 END, CASE WHEN n % 2000 > 0 THEN '{{}}' END, {_AT}
        FROM generate_series(1, 5 * :cases) AS n""",
    f"INSERT INTO lanes SELECT 'slack:C' || n, 'web-1', {NOW + MINUTE}, NULL FROM generate_series(1, 40) n",
    f"INSERT INTO early SELECT 'slack:C0HELP/x' || n, 'k', '', {_AT} {_NEW} WHERE n > :cases - 20",
    "INSERT INTO whereabouts SELECT 'teams:' || n, 's', 't', 'team', 'a:' || n, '29:' || n, 1,"
    f" {_AT} {_NEW} WHERE n <= 5000",
    "INSERT INTO absences SELECT 'p' || n, 0 FROM generate_series(1, 5) n",
    "ANALYZE",
)


def fill(connection: Connection) -> None:
    for rows in _ROWS:
        connection.execute(text(rows), {"cases": CASES} if ":cases" in rows else {})
