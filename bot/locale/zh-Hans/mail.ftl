### For customers. What a mail says beside the words themselves.

mail-subject = [{ $case }] { $about }
mail-subject-bare = [{ $case }]
mail-footer = 直接回复这封邮件即可：您就{ $case }写的内容都会送到负责的同事那里。
mail-page = 目前情况和全部往来记录：{ $link }
mail-link = { $label }：{ $link }
