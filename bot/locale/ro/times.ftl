### For customers. Instants and lengths of time.

when-today = astăzi, la { $time }
when-tomorrow = mâine, la { $time }
when-yesterday = ieri, la { $time }
when-day = { $day }, la { $time }
when-date = pe { $day }, la { $time }
length-minutes = { $minutes } min
length-hours = { $hours } h { $minutes } min
length-full-hours = { $hours } h
length-days = { $days ->
    [one] { $days } zi și { $hours } h
    [few] { $days } zile și { $hours } h
   *[other] { $days } de zile și { $hours } h
 }
