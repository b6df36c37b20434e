### For customers. What a mail says beside the words themselves.

mail-subject = [{ $case }] { $about }
mail-subject-bare = [{ $case }]
mail-footer = Este de ajuns să răspundeți la acest e-mail: tot ce scrieți despre { $case } ajunge la persoana care se ocupă de caz.
mail-page = Cum stau lucrurile și tot ce s-a spus: { $link }
mail-link = { $label }: { $link }
