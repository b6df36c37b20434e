### For customers. What must be known of a case: how they are asked for it, and what is wrong with it.

customer-missing = { $kind ->
    [open] To go on with { $case } we also need: { $fields }. Please press the button; only our desk reads what you fill in there.
    [open_files] To go on with { $case } we also need: { $fields }. Please send it to me in a direct message that says { $case }; only our desk sees it there.
    [private_files] To go on with { $case } we also need: { $fields }. Please send it here.
    [mail] To go on with { $case } we also need: { $fields }. Just write it in an answer to this mail.
    [mail_files] To go on with { $case } we also need: { $fields }. Please send it along with an answer to this mail.
    [page] To go on with { $case } we also need: { $fields }. Please fill it in on your page.
    [page_files] To go on with { $case } we also need: { $fields }. Please fill it in on your page.
   *[private] To go on with { $case } we also need: { $fields }. Press the button, or simply write it here.
 }
said-filled-customer = Thank you; that is with { $case } now.
no-nothing-missing-customer = Thank you, nothing is missing with { $case } any more. If something has changed, write where you wrote before.
no-field-empty-customer = Please fill in { $field }.
no-field-choice = { $field } is one of: { $of }.
no-field-number = { $field } is a number like { $example }; “{ $typed }” is none, or could be two.
no-field-date = { $field } is a date like { $example }; “{ $typed }” is none.
no-field-long-customer = { $field } has room for { $most } characters. Please write the rest as a message.
form-set = Fill in { $case }
button-set = Fill in
label-category = Category
hint-field-date = like { $example }
hint-field-file = send the file where you wrote to us, and its name stands here
day-yesterday = yesterday
day-today = today
day-tomorrow = tomorrow
