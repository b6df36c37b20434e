"""The scenes that are told in full. Every answer, card and ping in them is the product's own."""

from bot.demo.stage import Stage


async def a_customer_writes(stage: Stage) -> None:
    await stage.until(1, "10:20")
    stage.title("first-title")
    stage.line("first")
    stage.look_at("#help", "#front")
    case = await stage.writes("maria.ene", "Hello! Two of the six chairs of LL-20417 are black instead of oak.")
    stage.tell("first-two-claim")
    await stage.later(3)
    await stage.types(f"ana: claim C-{case}", f"ben: claim C-{case}")
    await stage.later(4)
    await stage.types(
        f"ana: repyl C-{case}: Maria, that is our mistake",
        f"ana: reply C-{case}: Maria, that is our mistake, and I am sorry. I am looking for two in oak.",
    )
    stage.tell("first-form")
    await stage.later(35)
    await stage.fills(
        f"ana: resolve C-{case}",
        "ana> Text: Two chairs in oak leave today. The driver takes the black ones back.",
        "ana> Outcome: solved",
        "ana> Cause: warehouse/wrong item",
    )
    await stage.types("ana> send")
    stage.tell("first-verdict")
    await stage.later(95)
    await stage.types(f"maria.ene@C-{case}: rate 5: a person, and the same one all the way")
    stage.lower()


async def up_the_pyramid(stage: Stage) -> None:
    await stage.until(1, "15:05")
    stage.title("pass-title")
    stage.line("pass")
    stage.look_at("@ben")
    await stage.fills("jon.aber@help: There is a crack in the side rail of our new bed. Is it safe?")
    case = stage.newest()
    stage.follow(case)
    await stage.later(6)
    await stage.fills(f"ben: claim C-{case}", f"ben: set C-{case} category: damage")
    await stage.types(f"ben: pass C-{case} needs expertise")
    stage.tell("pass-fields")
    await stage.fills("ben> order number: LL-20409", "ben> what is broken: side rail, a crack along the grain")
    stage.look_at("#specialists", "#front")
    await stage.types("ben> send")
    stage.tell("pass-solved")
    await stage.later(25)
    stage.look_at("@ben")
    await stage.aside(
        f"victor: claim C-{case}",
        f"victor: resolve C-{case}",
        "victor> Text: Please sleep elsewhere tonight; a new rail is with you tomorrow.",
        "victor> Cause: product/fault",
    )
    await stage.fills("victor> Could the sender have solved it?: yes")
    await stage.types("victor> send")
    stage.tell("pass-avoidable")
    stage.lower()


async def twenty_hours(stage: Stage) -> None:
    await stage.until(6, "14:00")
    stage.title("limit-title")
    stage.line("limit")
    stage.look_at("@ben", "@cleo", "@lea", "#leads")
    await stage.fills("nicoleta.bran@help: Where is my mother's armchair?")
    case = stage.newest()
    stage.follow(case)
    await stage.later(12)
    await stage.types(f"ben: claim C-{case}")
    stage.tell("limit-passes")
    await stage.until(7, "10:00")
    stage.tell("limit-top")
    await stage.later(14)
    stage.look_at("#help")
    await stage.types(
        f"cleo: claim C-{case}",
        f"cleo: answer for C-{case} by Thursday 12:00: Your message lay with us for a day; I answer for that."
        " It is at the upholsterer's still, and tomorrow I fetch it myself.",
    )
    await stage.until(8, "11:20")
    await stage.aside(
        f"cleo: resolve C-{case}",
        "cleo> Text: It stands by your mother's window again, and she has tried it. There is no bill.",
        "cleo> Cause: warehouse/not sent",
        "cleo> Category: other",
    )
    stage.tell("limit-kept")
    await stage.types("cleo> send")
    await stage.later(50)
    await stage.types(f"nicoleta.bran@C-{case}: rate 4: late, but somebody put her name under it")
    stage.lower()


async def before_the_weekend(stage: Stage) -> tuple[int, int]:
    """Ana asks two customers something on Friday afternoon; nobody is told of it."""
    await stage.until(9, "16:40")
    blanket = await stage.wrote("pavel.cerny", "Is your wool blanket meant to scratch?")
    lamp = await stage.wrote("lena.koch", "Which of your lamps can one read by?")
    await stage.later(8)
    await stage.aside(
        f"ana: claim C-{blanket}",
        f"ana: claim C-{lamp}",
        f"ana: ask C-{blanket}: It should not. Have you washed it yet, and how?",
        f"ana: ask C-{lamp}: For bed, or for an armchair?",
    )
    return blanket, lamp


async def a_calm_morning(stage: Stage, blanket: int, lamp: int) -> None:
    await stage.until(10, "23:20")
    stage.title("calm-title")
    stage.line("calm")
    stage.follow(blanket, lamp)
    stage.look_at("@ana")
    await stage.fills(f"pavel.cerny@C-{blanket}: At 60, with the towels. Was that it?")
    await stage.until(11, "08:05")
    await stage.fills(f"lena.koch@C-{lamp}: For an armchair, and for eyes of 70 years.")
    stage.tell("calm-morning")
    await stage.until(12, "09:00")
    stage.lower()
    await stage.later(25)
    await stage.aside(
        f"ana: resolve C-{blanket}",
        "ana> Text: That was it; at 30 it stays soft. A new one is on its way: it costs us less than a bad night.",
        "ana> Cause: shop/unclear page",
        "ana> Category: product",
        "ana> send",
        f"ana: resolve C-{lamp}",
        "ana> Text: The tall “Heron”, with the warm bulb. My grandmother reads the small print by it.",
        "ana> Cause: customer/simple question",
        "ana> Category: product",
        "ana> send",
    )


async def a_table_leg(stage: Stage) -> int:
    """Ioana resolves something, or thinks so; nobody is told of it."""
    await stage.until(16, "11:30")
    case = await stage.wrote("sven.holt", "One table leg is too short. By a finger!")
    await stage.later(9)
    await stage.aside(
        f"ioana: claim C-{case}",
        f"ioana: resolve C-{case}",
        "ioana> Text: A felt pad for it is in the post; then it stands.",
        "ioana> Cause: product/fault",
        "ioana> Category: product",
        "ioana> send",
    )
    return case


async def not_solved(stage: Stage, case: int) -> None:
    await stage.until(20, "14:15")
    stage.title("again-title")
    stage.line("again")
    stage.follow(case)
    stage.look_at("@ioana")
    await stage.types(f"sven.holt@C-{case}: not solved: a finger, I said, not a hair")
    stage.lower()
    await stage.later(12)
    await stage.aside(
        f"ioana: resolve C-{case}",
        "ioana> Text: I should have asked how thick your fingers are. A new leg is with you on Thursday.",
        "ioana> Cause: product/fault",
        "ioana> send",
    )
    await stage.until(22, "11:05")
    await stage.aside(f"sven.holt@C-{case}: solved")
    stage.tell("again-customer")
    stage.follow(case)
    stage.look_at("#help")
    stage.stands(case)
    stage.lower()


async def somebody_goes_away(stage: Stage) -> None:
    """Ioana's last hour before a week off; not told of, but the month's figures know of it."""
    await stage.until(22, "16:05")
    flickers = await stage.wrote("emil.roth", "The lamp flickers, two long, one short. Is it telling me something?")
    keys = await stage.wrote("judith.wolf", "Which of the two keys in the bag is for the Alder bed?")
    await stage.later(5)
    await stage.aside(f"ioana: claim C-{flickers}", f"ioana: claim C-{keys}")
    await stage.later(80)
    await stage.aside("ioana: away until 2026-10-29 09:00")
    await stage.later(15)
    await stage.aside(
        f"lea: claim C-{flickers}",
        f"lea: resolve C-{flickers}",
        "lea> Text: That its bulb is loose, in Morse. Turn it to the right; if it goes on talking, write again.",
        "lea> Cause: customer/simple question",
        "lea> Category: product",
        "lea> send",
        f"lea: claim C-{keys}",
        f"lea: resolve C-{keys}",
        "lea> Text: The shorter one. The longer one is for next time.",
        "lea> Cause: shop/unclear page",
        "lea> Category: product",
        "lea> send",
    )


async def urgent_at_night(stage: Stage) -> None:
    await stage.until(22, "21:45")
    stage.title("urgent-title")
    stage.line("urgent")
    stage.look_at("@lea")
    case = await stage.wrote("ilinca.voda", "Our glass table just burst! The other one is in the nursery.")
    stage.follow(case)
    await stage.later(6)
    await stage.types(f"sol: urgent C-{case}: it burst by itself, and there is one in a nursery")
    stage.tell("urgent-rings")
    await stage.later(4)
    stage.look_at("#help")
    await stage.aside(f"lea: claim C-{case}")
    await stage.types(f"lea: reply C-{case}: Ilinca, touch nothing, please. A driver fetches both tables tonight.")
    await stage.later(70)
    await stage.aside(
        f"lea: resolve C-{case}",
        "lea> Text: Both are out of your house and paid back. All who have one of that lot hear from us tomorrow.",
        "lea> Cause: product/fault",
        "lea> Category: product",
        "lea> Rightly urgent?: yes",
        "lea> send",
    )
    stage.tell("urgent-done")
    stage.lower()
