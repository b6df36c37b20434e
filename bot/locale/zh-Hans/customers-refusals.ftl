### For customers. How we say no to a customer: kindly, and with what they can do.

no-which-case = 请问是哪一个问题？请写上编号，例如“{ $verb } C-42”。
no-no-such-case-customer = 您没有编号为{ $case }的问题。请写下您的问题，会有专人回复您；发送“帮助”可以查看还能说什么。
no-bad-case-customer = “{ $typed }”不是有效的编号。您的编号在我们的第一条回复里，例如C-42；也可以直接写下您的问题，会有专人回复您。
no-unknown-verb-customer = 我不明白“{ $typed }”。请写下您的问题，会有专人回复您；发送“帮助”可以查看还能说什么。
no-staff-only = “{ $verb }”是供我们同事使用的。您可以直接给我们留言，或对您的问题说“已解决”“未解决”或“评分”。
no-customers-verb-customer = 只有提出问题的客户才能说“{ $verb }”。如果您有自己的问题，请给我们留言，会有专人回复您。
no-ended-customer = { $case }已经结束，不需要您再做什么。
no-merged = { $case }已并入{ $into }，请在那里说明。
no-not-of-team-customer = 只有负责{ $case }的团队才能这样做。如果您有自己的问题，请给我们留言，会有专人回复您。
no-not-consulted-customer = 没有人就{ $case }征询过您，它由{ $owner }负责。如果您有自己的问题，请给我们留言，会有专人回复您。
no-needs-text-customer = 请写几句话。
no-open-already-customer = { $case }正在处理，由{ $owner }负责。请在您之前留言的地方继续写，负责的同事会看到。
no-too-late-to-reopen-customer = { $case }已于{ $at }结束，超过了14天。请写下您的问题，会有专人回复您。
no-closed-already-customer = { $case }已经结束。如果其实还没有解决，请回复“未解决 { $case }”。
no-not-resolved-customer = { $case }还没有办结，由{ $owner }负责。请在您之前留言的地方继续写，负责的同事会看到。
no-too-late-to-rate = { $case }已不能再评分：截止时间是{ $until }。如果还有什么问题，请写下来，会有专人回复您。
no-no-such-score = 请给出1到5之间的分数。
no-stale-customer = { $case }在那之后已有变化。
quoted = “{ $words }”
