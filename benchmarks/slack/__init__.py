"""What Slack's way in costs, from outside: signed requests from another process, side by side with bare Bolt."""
