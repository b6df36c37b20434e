# What leads hear of customers' verdicts.
ping-unhappy = { $customer } rated { $case } { $score } of 5 ({ $problem }). { $solver } resolved it.
ping-unhappy-because = { $customer } rated { $case } { $score } of 5, because of { $because ->
        [speed] the speed
        [heard] how they were heard
        [stayed_solved] how it stayed solved
        [extra] something extra
        [truth] what they were told
       *[other] something else
    } ({ $problem }). { $solver } resolved it.
ping-unhappy-words = { $customer } rated { $case } { $score } of 5 ({ $problem }): { $words }
    { $solver } resolved it.
calls-both = For a call this week, drawn by lot from those who were asked how it was. Please ring them, and note on the case what they say.
    Satisfied: { $satisfied }.
    Silent: { $silent }.
calls-satisfied = For a call this week, drawn by lot from those who were asked how it was. Please ring them, and note on the case what they say.
    Satisfied: { $satisfied }.
calls-silent = For a call this week, drawn by lot from those who were asked how it was and have said nothing. Please ring them, and note on the case what they say.
    Silent: { $silent }.
calls-case = { $case } ({ $customer }: { $problem })
calls-rated = { $case } ({ $customer }, { $score } of 5: { $problem })
