### For customers. What a customer is told who said or pressed something.

said-opened-customer = 谢谢您，我们已收到，编号{ $case }。
said-rated = 谢谢您。您给{ $case }打了{ $score }分（满分5分）；在{ $until }前您都可以修改。
rated-why = 给{ $case }这个分数，主要是因为什么？
said-solved = 太好了。{ $case }已结束；如果问题再次出现，请直接给我们留言。
said-not-solved = 很抱歉。{ $case }已重新打开。
said-shown-customer = { $state ->
    [open] { $case }正在处理。我们会在{ $promise }前给您回复。
    [answered] { $case }正在由专人处理。
    [waiting] { $case }正在等待回复。
    [resolved] { $case }已办结。如果还没有解决，请回复“未解决 { $case }”。
    [merged] { $case }已并入{ $into }。
   *[closed] { $case }已结束。
 }
said-help-customer = 这是供我们同事使用的命令。请直接写下您的问题，会有专人回复您；您还可以这样说。
went-wrong = 我们这边出了点问题，已记录为{ $error }。请先确认目前的情况，再重新操作。
said-case-already = 它已经是{ $case }了。
said-heard-already = 这条消息我们已经收到了。
said-joined = 谢谢您，已加入{ $case }，负责的同事会看到。
said-greeted = 您好！请写下您的问题，一条或几条消息都可以；之后会有一位同事专门负责。
said-thanked = 不客气。
said-own-words = 这条消息是我自己写的，不会因此新建问题。
said-write-what = 请写下您的问题，一条或几条消息都可以；之后会有一位同事专门负责。
form-told = 结果
teams-look-there = 其余内容我已直接发给您。
teams-cannot-write-to-you = { $who }，我有答复要给您，但目前无法给您发消息：请先为自己添加{ $bot }（应用 → { $bot } → 添加），然后再问一次。
teams-below = 请看下方。
teams-heard = 已收到。
