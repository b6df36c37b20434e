"""Phrases of every language we speak that ask for nothing, set apart by commas."""


def _each(phrases: str) -> frozenset[str]:
    return frozenset(" ".join(one.split()) for one in phrases.split(","))


GREETINGS = _each("""
    hi, hello, hey, good morning, good afternoon, good evening, hi there, hello there, hey there, hi all,
    hello all, hi everyone, hello everyone, hi team, hello team, morning, good day, anyone there,
    is anyone there, is anybody there, bună, bună ziua, salut, salutare, bună dimineața, bună seara, hei, alo,
    e cineva, ziua bună, 你好, 您好, 大家好, 早上好, 晚上好, 下午好, 嗨, 早, 早安, 晚安, 在吗, 有人吗, 在嗎,
    有人嗎
""")
THANKS = _each("""
    thanks, thank you, thx, thnx, ty, tysm, tnx, cheers, much appreciated, appreciated, appreciate it,
    i appreciate it, many thanks, thank u, thankyou, thanks ana, thank you all, mulțumesc, mulțumim, mersi,
    merci, mulțam, vă mulțumesc, îți mulțumesc, vă mulțumim, mulțumiri, îți mulțumim,
    mulțumesc că m-ați ajutat, mulțumesc pentru ajutor, mulțumesc pentru răspuns, mersi pentru ajutor,
    mulțumim pentru ajutor, recunoscător, recunoscătoare, 谢谢, 多谢, 感谢, 谢谢你, 谢谢您, 谢谢你们, 非常感谢,
    十分感谢, 太感谢了, 万分感谢, 谢了, 谢啦, 多谢了, 感谢您, 感谢你, 感谢你们, 谢谢大家, 谢谢帮忙,
    谢谢您的帮助, 谢谢你的帮助, 感谢您的帮助, 辛苦了, 辛苦啦, 麻烦了, 麻烦您了, 麻烦你了, 3q, 3ks, 謝謝, 多謝,
    感謝, 謝謝你, 謝謝您, 謝謝你們, 非常感謝, 十分感謝, 太感謝了, 萬分感謝, 謝了, 謝啦, 感謝您, 感謝你,
    謝謝大家, 謝謝幫忙, 謝謝您的幫助, 謝謝你的幫助, 麻煩了, 麻煩您了, 麻煩你了, 唔該, 唔該晒
""")
# as much as thanks after the end, but an answer to a question
CONSENT = _each("""
    ok, okay, okey, great, perfect, super, excellent, awesome, wonderful, alright, all right, got it,
    understood, noted, cool, fine, sounds good, will do, brilliant, lovely, nice, amazing, bine, în regulă,
    e în regulă, am înțeles, înțeles, excelent, minunat, grozav, foarte bine, e ok, e bine, genial, de acord,
    sigur, bun, perfectă, am notat, e perfect, 好的, 好, 好吧, 行, 可以, 没问题, 收到, 明白, 明白了, 了解,
    知道了, 太好了, 好嘞, 好哒, 很好, 非常好, 没事, 沒問題, 沒事, 好啊, 棒, 太棒了, 嗯, 嗯嗯, 完美
""")
# what goes with thanks, and is none by itself
BESIDE = _each("""
    a lot, very much, so much, so very much, again, indeed, a bunch, a million, a ton, in advance,
    for your help, for the help, for your time, for the quick reply, for your quick reply, for everything,
    for the info, for the information, for your support, for the support, for letting me know, for the update,
    for the quick help, for the fast reply, for the answer, for your answer, for your reply, for the reply,
    it works, it works now, works now, works, all good, all good now, it is working now, its working now,
    have a nice day, have a good day, have a great day, have a nice weekend, best, best regards, regards,
    kind regards, bye, you too, everyone, all, team, guys, oh, wow, yes, that helped, that works,
    for your quick help, for helping, for helping me, for solving this, for solving it, for sorting this out,
    for sorting it out, for your patience, solved, its solved, it is solved, problem solved, resolved, sorted,
    all sorted, mult, frumos,
    foarte mult, tare mult, din suflet, din inimă, anticipat, mii de, tuturor, încă o dată, pentru ajutor,
    pentru tot, pentru răspuns, pentru răspunsul rapid, pentru promptitudine, pentru informații,
    pentru informație, pentru timp, pentru sprijin, pentru ajutorul acordat,
    pentru ajutorul dumneavoastră, pentru ajutorul dvs, pentru rezolvare, pentru rezolvarea problemei,
    pentru rezolvarea rapidă, pentru răbdare, pentru înțelegere, rezolvat, s a rezolvat, problema s a rezolvat,
    totul e în regulă, totul este în regulă, merge, merge acum, acum merge, funcționează,
    acum funcționează, o zi bună, o zi frumoasă, o seară bună, o după-amiază bună, zi bună, toate cele bune,
    numai bine, cu drag, la revedere, pa, da, sănătate, și, la fel, cu respect, doamnă, domnule, echipă, 了,
    啦, 呀, 啊, 哦, 哈, 您, 你, 你们, 大家, 亲, 老师, 的帮助, 的支持, 您的帮助, 您的回复, 帮忙, 回复, 可以用了,
    能用了, 好了, 解决了, 已经好了, 已解决, 已经解决了, 问题解决了, 问题已解决,
    问题已经解决了, 的耐心解答, 的耐心, 和支持, 客服, 客服人员, 很满意, 非常满意,
    再见, 拜拜, 祝好, 真的, 太, 很, 非常, 是的, 現在好了, 解決了, 现在好了,
    可以了, 再見, 掰掰, 的幫助, 您的回覆, 回覆, 老師, 你們, 親
""")
# what stands behind thanks and is nobody's name
NO_NAMES = _each("""
    no, not, but, still, broken, however, nothing, never, again, wrong, failed, stop, wait, nu, dar, tot, încă,
    stricat, greșit, totuși, when, why, what, how, where
""")
# How Slack writes signs that are friendly.
CODES = _each("""
    +1, thumbsup, pray, heart, ok_hand, clap, smile, slightly_smiling_face, blush, white_check_mark,
    raised_hands, tada, star, sparkles, heart_eyes, hugging_face, muscle, 100, grinning, relaxed, handshake,
    heavy_check_mark, bouquet, smiley, sunny, green_heart, blue_heart, yellow_heart
""")
