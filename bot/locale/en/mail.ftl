### For customers. What a mail says beside the words themselves.

mail-subject = [{ $case }] { $about }
mail-subject-bare = [{ $case }]
mail-footer = Just answer this mail: whatever you write about { $case } reaches the person who has it.
mail-page = How it stands, and everything that was said: { $link }
mail-link = { $label }: { $link }
