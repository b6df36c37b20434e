# What only Teams needs to say.
teams-look-there = I wrote the rest to you directly.
teams-cannot-write-to-you = { $who }, I have an answer for you and may not write to you: add { $bot } for yourself (Apps → { $bot } → Add), then ask again.
teams-below = It stands below.
teams-heard = Heard.
# On cards and in forms.
teams-wanted = { $label } is needed.
