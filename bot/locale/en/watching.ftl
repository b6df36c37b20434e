# What the self-audit tells supervisors, and what /readyz and `check` say about the state of the program itself.
audit-told = Something is wrong inside Buckstop itself. { $what } Please tell whoever runs it: docs/operating.md says what to do, under “{ $word }”.
audit-and-more = { $names } and { $more } more
audit-hold-missing = { $of }: { $count ->
        [one] it is open, but by the record nobody holds it.
       *[other] they are open, but by the record nobody holds them.
    }
audit-hold-doubled = { $of }: by the record two people hold { $count ->
        [one] it at once.
       *[other] them at once.
    }
audit-hold-lingers = { $of }: { $count ->
        [one] it has ended, but by the record somebody still holds it.
       *[other] they have ended, but by the record somebody still holds them.
    }
audit-hold-differs = { $of }: the record of who holds { $count ->
        [one] it names somebody else than its owner.
       *[other] them names others than their owners.
    }
audit-line-differs = { $of }: { $count ->
        [one] it does not stand as its newest line in the ledger says.
       *[other] they do not stand as their newest lines in the ledger say.
    }
audit-unreadable = { $of }: { $count ->
        [one] its row cannot be read.
       *[other] their rows cannot be read.
    }
audit-team-unknown = { $of }: { $count ->
        [one] it belongs to a team that the configuration does not know.
       *[other] they belong to a team that the configuration does not know.
    }
audit-tier-unknown = { $of }: { $count ->
        [one] it lies at a tier that its team does not have.
       *[other] they lie at a tier that their team does not have.
    }
audit-owner-gone = { $of }: { $count ->
        [one] its owner is not one of us any more, and nobody took it over.
       *[other] their owner is not one of us any more, and nobody took them over.
    }
audit-custody-astray = { $of }: nobody has claimed { $count ->
        [one] it, and it lies with somebody who is not on duty there.
       *[other] them, and they lie with somebody who is not on duty there.
    }
audit-offer-astray = { $of }: { $count ->
        [one] it is offered to somebody who is not there, or has ended with an offer open.
       *[other] they are offered to somebody who is not there, or have ended with an offer open.
    }
audit-never-due = { $of }: { $count ->
        [one] it is open, but the clock will never look at it.
       *[other] they are open, but the clock will never look at them.
    }
audit-not-struck = { $of }: the clock should have looked at { $count ->
        [one] it more than ten minutes ago, and did not.
       *[other] them more than ten minutes ago, and did not.
    }
audit-pause-astray = { $of }: { $count ->
        [one] it waits without a reason or a date, or has one and does not wait.
       *[other] they wait without a reason or a date, or have one and do not wait.
    }
audit-below-the-top = { $of }: { $count ->
        [one] it was escalated, and does not lie at the top.
       *[other] they were escalated, and do not lie at the top.
    }
audit-cards-doubled = { $of }: { $count ->
        [one] two cards of it are live at once.
       *[other] two cards of each are live at once.
    }
audit-card-missing = { $of }: { $count ->
        [one] it is open, and no channel has a card of it.
       *[other] they are open, and no channel has a card of them.
    }
audit-row-stuck = { $of }: something that is to be said waits for what will never come.
audit-lane-stuck = { $of }: nothing goes out there, and nobody will begin again.
audit-words-unheard = { $of }: words in a thread were kept for { $count ->
        [one] it and never heard.
       *[other] them and never heard.
    }

# /readyz, for whoever runs it.
ready-running = It is running.
ready-stopping = It is stopping; what is in flight is still answered.
ready-database = The store reads and writes.
ready-database-silent = The store has not answered for { $seconds } s: nothing can be kept, and platforms are told to send it again.
ready-database-refuses = The store refuses ({ $why }): nothing can be kept, and platforms are told to send it again. The log says more.
ready-clock = The clock beats; it last came round { $seconds } s ago.
ready-clock-stands = The clock has not come round for { $seconds } s: nothing is escalated, and no reminder rings.
ready-time = This machine and the database tell the same time.
ready-time-apart = This machine and the database are { $seconds } s apart, so the clock does nothing. Set the machine’s time right (NTP).
ready-configuration = The configuration is the one that was recorded last.
ready-configuration-other = Another process has started with another configuration since. Start this one anew with the file that holds.
ready-outbox = What goes to { $platform } goes.
ready-outbox-off = { $platform } is off here; what waits to go there waits until it is on.
ready-outbox-out-of-reach = { $platform } takes nothing at the moment; what waits to go there is tried again.
ready-outbox-stuck = Something for { $platform } could have gone { $may_go } ago, and nobody takes it.
ready-outbox-late = The oldest that waits to go to { $platform } has waited for { $waited }.
ready-outbox-unknown = The store took too long to say what waits.
ready-given-up-nothing = Nothing was given up in the last day.
ready-given-up = { $count ->
        [one] One thing
       *[other] { $count } things
    } could not arrive and { $count ->
        [one] was
       *[other] were
    } given up; “buckstop check” says where and why.
ready-audit = The self-audit finds nothing that cannot be.
ready-audit-found = The self-audit has found { $count ->
        [one] something
       *[other] { $count } things
    } that cannot be: { $words }. “buckstop check” names them, docs/operating.md says what to do.
check-impossible = The self-audit has found what cannot be: { $what } docs/operating.md says what to do, under “{ $word }”.
