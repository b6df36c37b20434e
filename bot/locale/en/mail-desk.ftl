# What colleagues read of mails.
mail-footer-staff = An answer to this mail is kept as a note on { $case }; your customer does not see it.
# What a mail becomes that cannot be shown as it was sent.
mail-unreadable = { $who } sent a mail that could not be read ({ $why ->
    [large] it is larger than is taken in
    [header] its header is larger than is taken in
    [lines] it has more lines than are taken in
    [parts] it has more parts than are taken in
    [slow] reading it took too long
    [room] reading it took too much memory
   *[other] it is not in order
 }). Subject: { $subject }. It came { $arrived } (UTC), has { $size } kB, and lies in the mailbox as it was sent.
mail-sealed = (This mail is encrypted, and only its sender can say what it says: ask them to send it again without.)
mail-empty = (This mail has no words in it.)
mail-from-nobody = somebody without an address
mail-file = { $name } ({ $type }, { $size })
mail-size = { $kilobytes } kB
mail-more-files = … and { $count } more
