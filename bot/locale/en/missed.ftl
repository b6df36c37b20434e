# What was found in a history only, later than it was said.
missed-too-late = You wrote “{ $typed }” { $at }, and I found it only now. After more than { $limit } I do not act on a line any more: look how things stand, and say it again if it still holds.
missed-unreadable = { $who } wrote something that cannot be shown here. Read it where it stands: { $link }
missed-unreadable-direct = { $who } wrote something to me that cannot be shown here. Ask them to write it once more.
