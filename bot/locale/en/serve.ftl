# What `serve` prints while it starts, runs and stops.
serve-slack-listening = Listening on http://{ $host }:{ $port }; Slack’s request URL is { $url }/slack/events.
serve-slack-local = Listening on http://{ $host }:{ $port }. Slack must reach it from outside: set BUCKSTOP_URL to its public address, or use Socket Mode (SLACK_APP_TOKEN).
serve-teams-listening = Listening on http://{ $host }:{ $port }; the bot’s messaging endpoint in Azure is { $url }{ $path }.
serve-teams-local = Listening on http://{ $host }:{ $port } for Teams, at { $path }. Microsoft must reach it from outside: set BUCKSTOP_URL to its public address.
serve-teams-near = Listening on http://{ $host }:{ $port } for a local Teams client; its endpoint is http://{ $host }:{ $port }{ $path }.
serve-teams-on = In the Teams organisation { $tenant }.
serve-teams-no-history = What Teams fails to deliver cannot be found again: bots may read no history there.
serve-teams-refused = Entra does not take MICROSOFT_APP_ID and MICROSOFT_APP_PASSWORD ({ $why }): look whether the client secret has expired, and whether MICROSOFT_APP_TENANT_ID is the organisation that the app is registered in.
serve-teams-waits = Entra cannot be reached ({ $why }); what comes from Teams is heard, and what goes there waits.
serve-teams-insecure =
    ──────────────────────────────────────────────────────────────────────────
    TEAMS WITHOUT PROOF: BUCKSTOP_TEAMS_INSECURE_LOCAL is set and MICROSOFT_APP_ID is not.
    Whoever reaches { $host } can be anybody. Use it to try things out, never for real cases.
    ──────────────────────────────────────────────────────────────────────────
serve-socket = Slack comes in by Socket Mode.
serve-slack-on = In the Slack workspace at { $url } as { $user }.
serve-slack-refused = Slack does not take SLACK_BOT_TOKEN ({ $why }): copy the Bot User OAuth Token from your app’s page “OAuth & Permissions” once more, and reinstall the app if its scopes changed.
serve-slack-waits = Slack cannot be reached ({ $why }); trying again until it can.
serve-missed-not = Messages in { $place } that Slack fails to deliver cannot be found again ({ $why }); “buckstop check” says what to do.
serve-port-taken = { $host }:{ $port } cannot be listened on ({ $why }); set another PORT, or a HOST that this machine has.
serve-mail-on = Reading the mail of { $user } in { $folder } at { $where }.
serve-mail-waits = Mail cannot be read at { $where } ({ $why }); trying again until it can. “buckstop check” says what to do.
serve-mail-silent = IMAP_URL is not set: mail goes out, and none is read.
serve-mail-no-intake = IMAP_URL is set, and no team has an intake like email:help@example.com: no mail is read.
