### For customers. What must be known of a case: how they are asked for it, and what is wrong with it.

customer-missing = { $kind ->
    [open] 为了继续处理{ $case }，我们还需要：{ $fields }。请按下按钮填写；只有我们的同事能看到。
    [open_files] 为了继续处理{ $case }，我们还需要：{ $fields }。请给我发私信并注明{ $case }；只有我们的同事能看到。
    [private_files] 为了继续处理{ $case }，我们还需要：{ $fields }。请发到这里。
    [mail] 为了继续处理{ $case }，我们还需要：{ $fields }。请直接回复这封邮件告诉我们。
    [mail_files] 为了继续处理{ $case }，我们还需要：{ $fields }。请回复这封邮件并附上。
    [page] 为了继续处理{ $case }，我们还需要：{ $fields }。请在您的页面上填写。
    [page_files] 为了继续处理{ $case }，我们还需要：{ $fields }。请在您的页面上填写。
   *[private] 为了继续处理{ $case }，我们还需要：{ $fields }。请按下按钮填写，或直接写在这里。
 }
said-filled-customer = 谢谢您，已加入{ $case }。
no-nothing-missing-customer = 谢谢您，{ $case }不再缺少信息。如果有变化，请在您之前留言的地方继续写。
no-field-empty-customer = 请填写{ $field }。
no-field-choice = { $field }：请选择{ $of }。
no-field-number = { $field }：请填写数字，例如{ $example }；“{ $typed }”不是数字，或者可以有两种读法。
no-field-date = { $field }：请填写日期，例如{ $example }；“{ $typed }”不是日期。
no-field-long-customer = { $field }最多{ $most }个字符。其余内容请另发一条消息。
form-set = 填写{ $case }
button-set = 填写
label-category = 类别
hint-field-date = 例如{ $example }
hint-field-file = 请把文件发到您给我们留言的地方，文件名会显示在这里
day-yesterday = 昨天
day-today = 今天
day-tomorrow = 明天
