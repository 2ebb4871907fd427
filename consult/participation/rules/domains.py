"""Domains of addresses: which ones no organisation can call its own."""

_LISTED = """
gmail.com googlemail.com outlook.com outlook.de outlook.fr outlook.es outlook.it outlook.com.br hotmail.com
hotmail.co.uk hotmail.de hotmail.es hotmail.fr hotmail.it live.com live.co.uk live.de live.fr live.nl msn.com
yahoo.com yahoo.co.uk yahoo.co.in yahoo.co.id yahoo.co.jp yahoo.com.ar yahoo.com.au yahoo.com.br yahoo.com.mx
yahoo.com.ph yahoo.com.tw yahoo.com.vn yahoo.ca yahoo.de yahoo.es yahoo.fr yahoo.in yahoo.it ymail.com
rocketmail.com aol.com icloud.com me.com mac.com gmx.com gmx.net gmx.de gmx.at web.de t-online.de freenet.de mail.com
protonmail.com proton.me zoho.com fastmail.com fastmail.fm hushmail.com
qq.com foxmail.com 163.com 126.com yeah.net 139.com 189.cn sina.com sina.cn sohu.com aliyun.com naver.com hanmail.net
mail.ru bk.ru list.ru inbox.ru yandex.ru yandex.com ya.ru rambler.ru ukr.net i.ua tut.by abv.bg seznam.cz centrum.cz
wp.pl onet.pl op.pl interia.pl libero.it virgilio.it laposte.net orange.fr free.fr wanadoo.fr sapo.pt
rediffmail.com uol.com.br bol.com.br terra.com.br ig.com.br
"""
PUBLIC_MAIL = frozenset(_LISTED.split())
"""Where anyone may have an address: the large ones among the free providers that https://github.com/willwhite/freemail
lists in data/free.txt, and proton.me, at which Proton gives out addresses beside protonmail.com."""


def is_public_mail(domain: str) -> bool:
    """Whether an address at the domain says nothing of who someone speaks for.

    >>> is_public_mail("gmail.com"), is_public_mail("clocks.example")
    (True, False)
    """
    return domain in PUBLIC_MAIL
