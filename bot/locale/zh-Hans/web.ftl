### For customers. The pages on the web: what a customer reads there.

# A team's form.
web-form-title = 给{ $team }留言
web-form-intro = 请一次告诉我们所需的全部信息。之后会有一位同事专门负责，您随时都能看到是谁。
web-form-send = 发送
web-form-keep = 先保存
web-form-clear = 重新填写
web-form-kept = 您填写的内容会在这个浏览器里保存一周，或直到您发送为止。如果这台电脑还有别人使用，离开前请按“重新填写”清空内容。
web-form-more = 只差一点，这样之后就不必再问您：请填写下面新增的内容。
web-form-mail = 如果您留下电子邮箱，我们的回复也会发到那里。
web-form-next = 发送后会打开一个您专属的页面，我们的所有回复都在那里。请保存它的网址：凭网址才能再次打开。
web-label-name = 您的姓名
web-label-email = 您的电子邮箱
web-label-category = 这是哪一类问题？
web-label-text = 您遇到了什么问题？
web-hint-email = 我们只用它给您回复，不作他用。
web-hint-text = 发生了什么、什么时候发生的，以及您希望我们怎么做。
web-hint-file = 文件名。负责的同事会告诉您把文件发到哪里。
web-optional = { $label }（选填）
web-cannot-say = 我不知道
web-choose = 请选择
# What is wrong with what was typed.
web-title-fault = 尚未发送：{ $title }
web-faults = 尚未发送。请检查{ $count }处：
web-fault-name = 请告诉我们您的姓名。
web-fault-text = 请告诉我们您遇到了什么问题。
web-fault-long = 内容太长：最多{ $most }个字符，目前有{ $have }个。
web-fault-email = 这不是有效的电子邮箱；格式应类似maria@example.com。也可以不填。
web-fault-category = 请从这些选项中选择一个。
web-fault-field = 请填写“{ $field }”，或勾选“我不知道”。
web-fault-score = 请选择1到5之间的分数。
web-fault-words = 请写几句话。
web-fault-again = 尚未发送：页面打开的时间太长，或您的浏览器不保存Cookie。您填写的内容还在这里，请再发送一次。
# The page of a case.
web-case-title = { $case }·{ $team }
web-case-stands = 目前情况
web-case-late = 我们说过会在{ $promise }前给您回复，却没有做到，非常抱歉。这件事由{ $owner }负责。
web-case-asked = { $owner }有一个问题想请问您。收到您的回复后，我们就继续处理。
web-case-waits = { $on ->
    [other] 您的问题由{ $owner }负责。我们正在等待外部人员的答复，最晚到{ $until }。
   *[listed] 您的问题由{ $owner }负责。我们正在等待{ $on }的答复，最晚到{ $until }。
 }
web-case-promise = 我们会在{ $promise }前给您回复。
web-case-resolved = { $owner }已办结您的问题。
web-case-resolved-until = 如果还没有解决，请在{ $until }前在这里告诉我们，会由同一位同事继续处理。
web-case-closed = 您的问题已结束。如果再次出现，请在{ $until }前在下面留言，我们会继续处理同一个问题。
web-case-closed-late = 您的问题已结束。如果再次出现，请在下面留言；会新建一个问题，我们也知道之前的情况。
web-case-dismissed = 我们没有把它当作需要处理的问题。如果确实需要，请在下面留言，会有专人处理。
web-case-merged = 它已并入{ $into }：两者说的是同一件事。
web-case-merged-link = 前往{ $into }
web-case-erased = 这里的内容已被删除，无法恢复。这个网址下不再保存任何内容。
web-case-rated = 您打了{ $score }分（满分5分）。谢谢您。
web-case-said = 往来记录
web-case-you = 您
web-case-write = 给我们留言
web-case-answer = 回复
web-case-write-hint = { $owner }会看到。
web-case-add = 发送
web-case-judge = 问题解决了吗？
web-case-solved = 是的，已解决
web-case-not-solved = 没有，还没解决
web-case-missing = 还缺什么？
web-case-fill = 我们还需要您提供
web-case-fill-send = 提交
web-case-rate = 您对我们的服务满意吗？
web-case-rate-send = 提交评分
web-case-rate-anew = 修改评分
web-case-score = 从1分（很差）到5分（很好）
web-case-because = 主要是因为什么？
web-case-why = 还有什么想告诉我们的吗？
web-case-zone = 本页时间：{ $zone }。
web-case-keep = 我们写给您的内容都在这里，请保存本页网址。任何人有了它都能在这里查看和留言：请不要告诉别人。
web-case-new = 咨询其他问题
card-customers-page = 您的问题和全部往来记录
card-rate-page = 在您的页面上评分
# What went wrong, kindly.
web-missing-title = 页面不存在
web-missing = 没有这个页面，或网址不完整。如果是复制的网址，请完整地再复制一次。
web-busy-title = 请稍候
web-busy = 来自您网络的请求过多。请在{ $seconds }秒后再试。尚未发送任何内容。
web-turned-title = 无法读取
web-turned = 您的浏览器发送了本页无法理解或过多的内容。尚未发送任何内容。请返回后再试一次。
web-wrong-title = 我们这边出了点问题
web-wrong = 我们这边出了点问题，已记录为{ $error }。请先确认目前的情况，再重新发送。
