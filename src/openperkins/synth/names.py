"""Invented names of people and places. Some are there to trip careless software (accents, `Null`, `True`)."""

from __future__ import annotations


def _words(text: str) -> list[str]:
    return text.split()


FIRST_F = _words(
    """Adela Amara Anaïs Beatriz Bronwyn Cécile Chidera Dalia Désirée Elowen Esmé Farah Fiadh Giulia Hanneke Imani
    Inês Jia-Li Jorun Kalinda Keziah Lúcia Maëlle Marisol Mei-Ling Nadia Ngozi Odalys Oriana Paloma Perpetua
    Quynh Renée Rosalind Saoirse Siobhán Sunniva Tamsin Thuỳ Ulla Valentina Wanjiru Xiomara Yesenia Zofia Zoë
    True"""
)
FIRST_M = _words(
    """Abdi Aloïs Anselm Bartholomew Björn Caetano Cuong Dashiell Diarmuid Efraín Emeka Fyodor Gáspár Gideon Håkon
    Hyun-Woo Ignacio Iñaki Jedrek João Kofi Kwabena Lázaro Leopold Malachy Mateus Minh Nikolai Obadiah Orhan
    Pádraig Percival Quentin Rafael René Søren Stellan Tadhg Thaddeus Tiago Ulises Vikram Wendell Xavier Yusuf
    Zoltán"""
)
FIRST_N = _words("""Arden Briar Cove Dune Ellery Finch Juniper Lark Marlowe Onyx Quill Reed Rowan Sage Wren""")
_LAST_BEGIN = _words(
    """Al Bar Cas Del Ed Far Gal Hol Il Jar Kes Lan Mor Nor Os Par Quin Ros Sil Tor Ul Var Wes Yar Zan"""
)
_LAST_END = _words(
    """aker bourne cott dale ena field gard holm iado kowski lund mann nier ova pell quist rado stad tano urdy vale
    wick xton ybarra zola"""
)
_LAST_ODD = _words(
    """O'Hanlon D'Agostino St.Clair Null True Núñez Müller-Lê Nguyễn Ó'Súilleabháin Saint-Aubin Ng Li McAllister N'Diaye
    Ferreira-Gonçalves Åkesson Çelik Łukasiewicz Ibáñez"""
)
_LAST_SPACED = ["De la Fuente", "van der Berg", "Saint John", "Dos Santos Lima"]
LAST = [
    *_LAST_ODD,
    *_LAST_SPACED,
    *[begin + end for begin in _LAST_BEGIN for end in _LAST_END],
]
MIDDLE = [*"ABCDEFGHIJKLMNOPRSTVWYZ", "NMN", "Anne", "José", "Mary-Lou", "T.", "D'Arcy", "Lê"]

_TOWN_BEGIN = _words(
    """Alder Birch Cold Dun Elm Fenn Glen Hart Iron Kings Lark Maple Nether Otter Pine Quarry Raven Slate Thorn Upper
    Vale Wind"""
)
_TOWN_END = _words("brook bury ford hollow mere mont port ridge ton wick well worth combe dale stead")
_TOWN_ODD = ["D'Orsay Falls", "Saint-Aubin", "Peña Blanca", "Null", "Ýr Harbor"]


def towns(count: int) -> list[str]:
    """`count` distinct invented town names; the odd ones come early so that small states have some."""
    # One step through the endings per beginning, so that neighbours in the list differ in both halves.
    plain = [
        begin + _TOWN_END[(k + turn) % len(_TOWN_END)]
        for turn in range(len(_TOWN_END))
        for k, begin in enumerate(_TOWN_BEGIN)
    ]
    names = [plain[0], _TOWN_ODD[0], plain[1], plain[2], _TOWN_ODD[1], *plain[3:6], *_TOWN_ODD[2:], *plain[6:]]
    rounds = ["", "East ", "South ", "Old ", "Little ", "Great "]
    every = [prefix + name for prefix in rounds for name in names]
    return every[:count]


BIRTHPLACES = _words(
    """Alderbrook Birchport Coldwell Dunmont Elmstead Fennwick Glenport Hartcombe Ironwell Larkford Mapleton
    Nethermere Otterdale Pinehollow Quarryton Ravenport Slateridge Thornbury Valemont Windcombe"""
)
BIRTHPLACES += ["Port Marlow", "San Aurelio", "Villa Rosal", "New Tarn", "Unknown"]

COLLEGES = [
    "Larkmont Community College",
    "Slateridge State University",
    "Institut Saint-Aubin",
    "Harbor Conservatory, Evening Division",
    "Otterdale Technical Institute",
    "Universidad Peña Blanca",
]
EMPLOYERS = [
    "Thornton & Daughters Plumbing",
    "Fennwick Hospital",
    "Cold Iron Fabrication, Inc.",
    "Café D'Orsay",
    "Ravenport Shipyard",
    "Glenport Web Works",
]
