# The figures' names, as they head a column and as they are asked for: `report team cases avoidable passes`.

digest-column-said_no = We said no
digest-column-no_answer = No answer
digest-column-avoidable_passes = Avoidable passes
digest-column-empty_holds = Empty holds
digest-column-late_passes = Late passes
digest-column-asked_for_help = Asked for help
digest-column-gave_help = Gave help
digest-column-taken_as_they_come = Taken as they come
digest-column-urgent = Marked urgent
digest-column-rightly_urgent = Rightly urgent
digest-column-hold_time_by_category = Hold time by category
digest-column-why_passed = Why passed
digest-column-fields_returned = Fields returned
digest-column-share_of_the_clock = Share of the clock
digest-column-hand_offs = Hand-offs
digest-column-ping_pong = Ping-pong
digest-column-waiting = Waiting
