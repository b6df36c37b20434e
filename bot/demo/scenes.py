"""The scenes that are told in full. Every answer, card and ping in them is the product's own."""

from bot.demo.stage import Stage


async def a_customer_writes(stage: Stage) -> None:
    stage.title("first-title")
    stage.line("first")
    stage.look_at("#help", "#front")
    await stage.until(1, "10:20")
    case = await stage.writes(
        "maria.ene", "Hello! Order LL-20417 came this morning, but two of the six chairs are black instead of oak."
    )
    stage.tell("first-two-claim")
    await stage.later(3)
    await stage.types(f"ana: claim C-{case}")
    await stage.types(f"ben: claim C-{case}")
    stage.tell("first-mistyped")
    await stage.later(4)
    await stage.types(f"ana: repyl C-{case}: Maria, I am sorry, that is our mistake")
    await stage.types(
        f"ana: reply C-{case}: Maria, that is our mistake, and I am sorry. I am finding out how fast two oak ones can be"
        " with you."
    )
    stage.tell("first-form")
    await stage.later(35)
    await stage.types(f"ana: resolve C-{case}")
    await stage.aside(
        "ana> Text: Two chairs in oak leave today and are with you tomorrow. The driver takes the black ones back.",
        "ana> Cause: warehouse/wrong item",
        "ana> Category: exchange",
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
    stage.look_at("#specialists", "#front", "@ben", "@victor")
    case = await stage.writes(
        "jon.aber", "The bed you sent has a crack in the side rail, right where it carries me. Is it safe to sleep in?"
    )
    await stage.aside(f"ben: claim C-{case}", f"ben: set C-{case} category: damage")
    stage.tell("pass-fields")
    await stage.later(6)
    await stage.types(f"ben: pass C-{case} needs expertise")
    await stage.aside(
        "ben> order number: LL-20409", "ben> what is broken: side rail", "ben> Note: I cannot say whether it holds."
    )
    await stage.types("ben> send")
    stage.tell("pass-solved")
    await stage.later(25)
    await stage.aside(f"victor: claim C-{case}", f"victor: resolve C-{case}")
    await stage.aside(
        "victor> Text: Please do not sleep in it tonight. A new rail is with you tomorrow; it takes one key.",
        "victor> Cause: product/fault",
        "victor> Could the sender have solved it?: yes",
    )
    stage.look_at("@ben")
    await stage.types("victor> send")
    stage.tell("pass-avoidable")
    stage.lower()


async def twenty_hours(stage: Stage) -> None:
    await stage.until(6, "14:00")
    stage.title("limit-title")
    stage.line("limit")
    stage.look_at("#help")
    case = await stage.writes(
        "nicoleta.bran", "My mother's armchair was to be mended and back by Friday. She is 91 and sits in it all day."
    )
    await stage.later(12)
    stage.look_at("#help", "@ben", "@cleo", "@lea", "#leads", "#top", "#front")
    await stage.types(f"ben: claim C-{case}")
    stage.tell("limit-passes")
    await stage.until(7, "10:00")
    stage.tell("limit-top")
    await stage.later(14)
    stage.look_at("#help")
    await stage.types(
        f"cleo: claim C-{case}",
        f"cleo: answer for C-{case} by Thursday 12:00: Your message lay with us for a day, and that is mine to answer"
        " for. The armchair is at the upholsterer's; I drive there myself tomorrow.",
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
    await stage.aside("pavel.cerny@help: Your wool blanket scratches. Is it meant to?")
    blanket = stage.newest()
    await stage.aside("lena.koch@help: Which of your lamps are bright enough to read by?")
    lamp = stage.newest()
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
    stage.look_at("@ana", "@lea")
    await stage.types(f"pavel.cerny@C-{blanket}: At 60, with the towels. Was that it?")
    await stage.until(11, "08:05")
    await stage.types(f"lena.koch@C-{lamp}: For an armchair, and for eyes of 70 years.")
    stage.tell("calm-morning")
    await stage.until(12, "09:00")
    stage.tell("calm-said")
    await stage.later(10)
    await stage.aside(
        f"ana: resolve C-{blanket}",
        "ana> Text: That was it, at 30 it stays soft. A new one is on its way to you, it costs us less than a bad night.",
        "ana> Cause: shop/unclear page",
        "ana> Category: product",
        "ana> send",
        f"ana: resolve C-{lamp}",
        "ana> Text: The tall “Heron”, with the warm bulb. My grandmother reads the small print by it.",
        "ana> Cause: customer/simple question",
        "ana> Category: product",
        "ana> send",
    )
    stage.lower()


async def a_table_leg(stage: Stage) -> int:
    """Ioana resolves something, or thinks so; nobody is told of it."""
    await stage.until(16, "11:30")
    await stage.aside("sven.holt@help: One leg of our table is shorter than the others. By a finger!")
    case = stage.newest()
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
    stage.look_at("#help", "@ioana")
    await stage.types(f"sven.holt@C-{case}: not solved: a finger, I said, not a hair. The pad does nothing")
    stage.tell("again-owner")
    await stage.later(7)
    await stage.types(f"ioana: show C-{case}")
    await stage.aside(
        f"ioana: resolve C-{case}",
        "ioana> Text: I should have asked how thick your fingers are. A new leg is with you on Thursday.",
        "ioana> Cause: product/fault",
        "ioana> send",
    )
    stage.lower()


async def somebody_goes_away(stage: Stage) -> None:
    await stage.until(21, "16:05")
    await stage.aside("emil.roth@help: The lamp you sent flickers, two long, one short. Is it trying to tell me something?")
    flickers = stage.newest()
    await stage.aside("judith.wolf@help: Which of the two keys in the bag is for the Alder bed?")
    keys = stage.newest()
    await stage.later(5)
    await stage.aside(f"ioana: claim C-{flickers}", f"ioana: claim C-{keys}")
    await stage.until(21, "17:40")
    stage.title("away-title")
    stage.line("away")
    stage.follow(flickers, keys)
    stage.look_at("@lea", "@ioana", "#help")
    await stage.types("ioana: away until 2026-10-28")
    stage.lower()


async def urgent_at_night(stage: Stage) -> None:
    await stage.until(22, "21:45")
    stage.title("urgent-title")
    stage.line("urgent")
    stage.look_at("@lea", "@dan", "@nora", "#front")
    case = await stage.writes(
        "ilinca.voda", "The glass table just burst, by itself, with nobody near it. We have the same one in the nursery."
    )
    await stage.later(6)
    stage.tell("urgent-mark")
    stage.look_at("@lea", "@dan", "@sol", "#help", "#specialists")
    await stage.types(f"lea: urgent C-{case}: glass bursts by itself, there is a second one in a nursery")
    await stage.aside(f"lea: claim C-{case}")
    await stage.types(
        f"lea: reply C-{case}: Ilinca, please shut the nursery and leave the table alone; I am sending a driver for it"
        " tonight. Is everybody unhurt?"
    )
    await stage.later(40)
    await stage.aside(
        f"lea: resolve C-{case}",
        "lea> Text: Both tables are fetched tonight and paid back. Every customer with one of that lot hears from us.",
        "lea> Cause: product/fault",
        "lea> Category: product",
        "lea> Rightly urgent?: yes",
        "lea> send",
    )
    stage.lower()
