# What is said in Slack alone.
slack-cancel = Cancel
slack-close = Close
