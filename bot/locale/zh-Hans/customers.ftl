### For customers. What reaches them: always on purpose.

acknowledged = { $at_top ->
    [yes] 您的问题{ $case }已由{ $owner }的团队受理。会有专人在{ $promise }前给您回复。始终有一位同事专门负责。
   *[no] 您的问题{ $case }已由{ $owner }的团队受理。会有专人在{ $promise }前给您回复。始终有一位同事专门负责；如果未能按时解决，将交由最高负责人处理。
 }
acknowledged-claimed = { $at_top ->
    [yes] 您的问题{ $case }由{ $owner }负责，会在{ $promise }前给您回复。始终有一位同事专门负责。
   *[no] 您的问题{ $case }由{ $owner }负责，会在{ $promise }前给您回复。始终有一位同事专门负责；如果未能按时解决，将交由最高负责人处理。
 }
acknowledged-answered = { $at_top ->
    [yes] 您的问题{ $case }由{ $owner }的团队负责。始终有一位同事专门负责。
   *[no] 您的问题{ $case }由{ $owner }的团队负责。始终有一位同事专门负责；如果未能按时解决，将交由最高负责人处理。
 }
acknowledged-claimed-answered = { $at_top ->
    [yes] 您的问题{ $case }由{ $owner }负责。始终有一位同事专门负责。
   *[no] 您的问题{ $case }由{ $owner }负责。始终有一位同事专门负责；如果未能按时解决，将交由最高负责人处理。
 }
customer-unknown = 未知客户
customer-reply = { $who }：{ $words }
customer-asked = { $who }想请问您：{ $words }
    请直接在这里回复；收到您的回复后，我们就继续处理。
customer-asked-again = 为了继续处理{ $case }，我们仍需要您的回复：{ $words }
customer-waited = { $who }：{ $words }
    { $on ->
        [other] 我们正在等待外部人员的答复，最晚到{ $until }，并会在{ $promise }前给您回复。
       *[listed] 我们正在等待{ $on }的答复，最晚到{ $until }，并会在{ $promise }前给您回复。
    }
customer-promised = { $who }会在{ $until }前就{ $case }给您回复。
customer-answered-for = { $words }
    我会在{ $until }前再给您回复。——{ $who }
customer-resolved = { $who }：{ $words }
    { $asked ->
        [yes] 问题解决了吗？请回复“已解决 { $case }”或“未解决 { $case }”。如果愿意，也请告诉我们您的感受，从1分（差）到5分（非常好）：“评分 { $case } 5”。
       *[no] 问题解决了吗？请回复“已解决 { $case }”或“未解决 { $case }”。
    }
customer-resolved-told = { $asked ->
    [yes] 如之前告知您的，{ $who }已办结{ $case }。问题解决了吗？请回复“已解决 { $case }”或“未解决 { $case }”。如果愿意，也请告诉我们您的感受，从1分（差）到5分（非常好）：“评分 { $case } 5”。
   *[no] 如之前告知您的，{ $who }已办结{ $case }。问题解决了吗？请回复“已解决 { $case }”或“未解决 { $case }”。
 }
customer-asked-later = 一周前，{ $who }办结了{ $case }。现在回想起来，您觉得怎么样？请从1分（差）到5分（非常好）评分，例如“评分 { $case } 5”；如果问题又出现了，请回复“未解决 { $case }”。
customer-merged = { $case }已并入{ $into }：两者说的是同一件事。
customer-dismissed = { $who }：{ $words }
# What delivery itself adds to what it sends.
sent-again = （重新发送，因为我们不确定第一次是否送达。）
