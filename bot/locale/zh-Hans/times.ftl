### For customers. Instants and lengths of time.

when-today = 今天{ $time }
when-tomorrow = 明天{ $time }
when-yesterday = 昨天{ $time }
when-day = { $day }{ $time }
when-date = { $day }{ $time }
length-minutes = { $minutes }分钟
length-hours = { $hours }小时{ $minutes }分钟
length-full-hours = { $hours }小时
length-days = { $days }天{ $hours }小时
