# What `check` finds out by asking a platform: what is the matter, and what to do about it.
configured-place = #{ $name } ({ $id }), { $uses }
configured-place-unnamed = { $id }, { $uses }
configured-intake = intake of { $team }
configured-tier = “{ $tier }” of { $team }
configured-supervisors = supervisors of { $team }
configured-digest = digest of { $team }
check-slack-unreachable = Slack cannot be reached at { $url } ({ $why }), so nothing was asked there.
check-slack-scopes = Slack has not granted the bot { $scopes }. Add what is missing under “OAuth & Permissions”, or paste manifests/slack.yaml once more, and reinstall the app.
check-slack-cannot-look = Without { $scopes } nobody can look up messages that Slack failed to deliver: they may be lost.
check-slack-cannot-list = Without { $scope } the bot cannot list its direct chats: direct messages missed during an outage cannot be found again.
check-slack-socket = Slack does not take SLACK_APP_TOKEN ({ $why }). Under “Basic Information” make an app-level token with the scope connections:write, and turn Socket Mode on.
check-slack-no-channel = Channel { $where }: Slack knows no such channel, or it is private and the bot is not in it. Copy the ID from the end of the channel’s details; if it is private, type /invite @{ $bot } there.
check-slack-archived = Channel { $where }: it is archived. Unarchive it, or name another one in the configuration.
check-slack-not-in = Channel { $where }: the bot is not in it and hears nothing that is said there. Type /invite @{ $bot } there.
check-slack-only-posts = Channel { $where }: the bot is not in it and cannot post there. Type /invite @{ $bot } there.
check-slack-not-asked = { $where }: Slack did not say ({ $why }); run “buckstop check” once more.
check-slack-no-person = { $who } ({ $id }): nobody whom the bot can see in Slack has this ID. Copy the member ID from their profile.
check-slack-gone = { $who } ({ $id }) is deactivated in Slack, and cases go to who is on duty. Say “left = true”, or give the new ID.
check-slack-guest = { $who } ({ $id }) is a guest in Slack, and guests count as customers: no press or command of theirs will be obeyed.
check-slack-stranger = { $who } ({ $id }) belongs to another Slack workspace and counts as a customer: no press or command of theirs will be obeyed.
check-slack-bot = { $who } ({ $id }) is a bot in Slack, not a person. Copy the member ID from the person’s profile.
check-teams-endpoint = BUCKSTOP_URL is missing, and Teams must reach the bot from outside. Set it to the public address, and in Azure make that address, with /api/messages behind it, the bot’s messaging endpoint.
check-teams-secret = Entra does not take MICROSOFT_APP_PASSWORD ({ $why }): it is wrong, or has expired. Make a new client secret under “Certificates & secrets” of the app, and copy its value, not its ID.
check-teams-tenant = Entra finds no app MICROSOFT_APP_ID in the organisation MICROSOFT_APP_TENANT_ID ({ $why }). Copy both IDs, of the application and of the directory, from the app’s overview in Entra.
check-teams-unreachable = Entra cannot be reached ({ $why }), so nothing was asked in Teams.
check-teams-silent = Nothing has come from Teams yet, so nothing could be asked there. Install the app in each team, and mention the bot in a channel while it runs.
check-teams-no-channel = Channel { $where }: Teams knows no such channel. Choose “Get link to channel” in its menu, and write that link, or the ID in it.
check-teams-not-in = Channel { $where }: the app is not installed in its team, and the bot neither hears nor says anything there. Install it there: “Manage team”, “Apps”.
check-teams-mentions = Only what mentions the bot has been heard so far in { $where }. If somebody has written there without mentioning it, an owner of the team has to consent: remove the app from the team and install it once more. Until then the promise is weaker: who does not mention the bot has no case, and Teams lets it read no history to find out.
check-teams-not-asked = { $where }: Teams did not say ({ $why }); run “buckstop check” once more.
check-teams-roster = the members of { $id }
check-teams-no-person = { $who } ({ $id }) is in no team or chat with the bot and cannot be reached until they are, or until they write to it. If the ID is wrong, copy the object ID from their page in Entra.
check-teams-guest = { $who } ({ $id }) is a guest in Teams, and guests count as customers: no press or command of theirs will be obeyed.
check-teams-stranger = { $who } ({ $id }) belongs to another organisation and counts as a customer: no press or command of theirs will be obeyed.
check-teams-bot = { $who } ({ $id }) is a bot in Teams, not a person. Copy the object ID from the person’s page in Entra.
check-given-up = { $count ->
    [one] One message could not arrive at { $place }
   *[other] { $count } messages could not arrive at { $place }
 } ({ $why }); who should know was told then.
check-database-forgets = The PostgreSQL server has { $settings } off: a crash of it may lose what Buckstop has acknowledged already. Set it to on, as it comes.
check-mail-not-read = { $place } is an intake of { $team }, and IMAP_URL is not set: nobody reads what customers write there. Set it to the mailbox that gets this address’s mail, and SMTP_URL beside it.
check-mail-imap-login = The mail server at { $where } does not let { $user } in: look at user and password in IMAP_URL (signs like # / @ in them are written %23 %2F %40). Many providers want an app password, or IMAP to be switched on for the mailbox.
check-mail-smtp-login = The mail server at { $where } does not let { $user } in: look at user and password in SMTP_URL (signs like # / @ in them are written %23 %2F %40). Many providers want an app password.
check-mail-imap-folder = The mailbox at { $where } has no folder { $folder }. Write the one that mail comes into behind the / of IMAP_URL; most are called INBOX.
check-mail-certificate = { $where } shows a certificate that is not for this name, or is signed by nobody known here. Write the name that your provider gives into { $variable }.
check-mail-no-tls = { $where } offers no encryption, and a password is not sent without. Use imaps:// and smtps:// in { $variable }.
check-mail-tls = { $where } does not speak TLS there. Ports with TLS are 993 and 465; imap:// and smtp:// begin without, at 143 and 587. Look at { $variable }.
check-mail-starttls = { $where } is reached without TLS at first and goes on with STARTTLS; imaps:// and smtps:// are better, where your provider has them.
check-mail-keys = BUCKSTOP_KEYS is not set, so mails are signed with what stands in IMAP_URL and SMTP_URL: after a new password, answers to older mails join their case by what they refer to only. Make a key with: python -c 'import secrets; print(secrets.token_urlsafe(32))'
check-mail-polls = The mail server at { $where } cannot tell when something comes (no IDLE): it is asked every minute.
check-mail-unreachable = Nothing answers as it should at { $where } ({ $why }): look at host and port in { $variable }.
