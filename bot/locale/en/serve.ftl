# What `serve` prints while it starts, runs and stops.
serve-listening = Listening on http://{ $host }:{ $port }; Slack’s request URL is { $url }/slack/events.
serve-local = Listening on http://{ $host }:{ $port }. Slack must reach it from outside: set BUCKSTOP_URL to its public address, or use Socket Mode (SLACK_APP_TOKEN).
serve-socket = Slack comes in by Socket Mode.
serve-slack-on = In the Slack workspace at { $url } as { $user }.
serve-slack-refused = Slack does not take SLACK_BOT_TOKEN ({ $why }): copy the Bot User OAuth Token from your app’s page “OAuth & Permissions” once more, and reinstall the app if its scopes changed.
serve-slack-waits = Slack cannot be reached ({ $why }); trying again until it can.
serve-missed-not = Messages in { $place } that Slack fails to deliver cannot be found again ({ $why }); “buckstop check” says what to do.
serve-port-taken = { $host }:{ $port } cannot be listened on ({ $why }); set another PORT, or a HOST that this machine has.
