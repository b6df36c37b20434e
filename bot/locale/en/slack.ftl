# What is said in Slack alone.
slack-customers-thread = Customer’s thread
slack-left-out = … { $count } left out here …
slack-rows-shown = The first { $shown } of { $count }:
slack-open-form = Open the form
slack-preview = Preview
slack-cancel = Cancel
slack-close = Close
slack-choose = Choose
slack-customer-reads = The customer will read:
slack-time = { $label } (time)
slack-time-hint = without it, until that day’s desk hours end
slack-unknown = { $label } unknown?
slack-cannot-say = the customer cannot say
slack-typed = You typed “{ $typed }”.
slack-told = What came of it
slack-went-wrong = That went wrong on my side, and is in the log under { $error }. Please look how things stand before you do it again.
