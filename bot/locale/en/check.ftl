# What `check` finds out by asking a platform: what is the matter, and what to do about it.
slack-place = #{ $name } ({ $id }), { $uses }
slack-place-unnamed = { $id }, { $uses }
slack-intake = intake of { $team }
slack-tier = “{ $tier }” of { $team }
slack-supervisors = supervisors of { $team }
slack-digest = digest of { $team }
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
check-given-up = { $count ->
    [one] One message could not arrive at { $place }
   *[other] { $count } messages could not arrive at { $place }
 } ({ $why }); who should know was told then.
