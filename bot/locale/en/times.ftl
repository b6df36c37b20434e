### For customers. Instants and lengths of time.

when-today = today { $time }
when-tomorrow = tomorrow { $time }
when-yesterday = yesterday { $time }
when-day = { $day } { $time }
when-date = { $day } { $time }
length-minutes = { $minutes } min
length-hours = { $hours } h { $minutes }
length-full-hours = { $hours } h
length-days = { $days } d { $hours } h
