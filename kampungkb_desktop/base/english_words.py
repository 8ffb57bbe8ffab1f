"""Small rules of written English and Indonesian: dates, capitals, one of a kind, and which words are Indonesian."""

from __future__ import annotations

import re

from kampungkb_desktop.base.text import DAYS, MONTHS

ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_MONTH = {
    **dict(zip(MONTHS, ENGLISH_MONTHS, strict=True)),
    **{name[:3]: english[:3] for name, english in zip(MONTHS, ENGLISH_MONTHS, strict=True)},
}
_DAY = dict(zip(DAYS, ENGLISH_DAYS, strict=True))
_BY_LENGTH = "|".join(sorted(_MONTH, key=len, reverse=True))
_IN_A_DATE = re.compile(rf"(?:\b(?:({'|'.join(DAYS)}), )?(\b\d{{1,2}}(?:–\d{{1,2}})? )|\b)({_BY_LENGTH})(?= \d{{4}}\b)")
DATE_AT_THE_END = re.compile(rf" (?:\d+|(?:\d{{1,2}} )?(?:{_BY_LENGTH}) \d{{4}}(?: \d\d\.\d\d)?)$")
_SHORT_MONTH = re.compile(r"^(Mei|Agu|Okt|Des)(?= \d\d$)")
"""Under a chart: "Agu 26"."""
_ON_A_YEAR = re.compile(rf"\bon (?=(?:(?:{'|'.join(ENGLISH_MONTHS)}) )?\d{{4}}\b)")
_DAY_AND_MONTH = re.compile(rf"(\b\d{{1,2}} )({_BY_LENGTH})\b")

_STOP_WORDS = (
    "yang dan dengan untuk dari pada tidak belum sudah akan ada adalah atau ini itu oleh karena agar supaya bila "
    "jika dapat bisa harus lagi juga saja hanya masih telah sedang dalam antara setiap semua lain lainnya sendiri "
    "baru lama keluarga desa orang anak ibu hari bulan tahun minggu tanggal jumlah nama catatan berkas isian "
    "kunjungan kegiatan laporan kecamatan kabupaten petugas simpan hapus buka tutup cari kirim terima pilih tulis "
    "ketik cetak tambah ubah sebelum sesudah setelah sampai sejak menurut tanpa seperti sebagai kepada lewat "
    "dahulu kembali di ke dibuat ditulis disimpan dikirim diterima dihapus dicatat diisi dipilih laki perempuan "
    "lahir umur rumah tangga warga"
)
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Words that no English sentence of the window holds; names of people and places hardly do."""
_WORDS = re.compile(r"(?<![\w/.-])[a-z]+(?![\w-])(?!\.\w)")
_PROPER = frozenset({"Kampung", "Indonesian", "Indonesia", "English", "Inpres", "Excel", "January", "Pokja", "I"})

_ONE = re.compile(r"(?<![\d.,–-])1 ([A-Za-z][a-z]*)(?= |$|[.,;:)])")
_SINGLE = {
    "people": "person", "children": "child", "families": "family", "men": "man", "women": "woman", "copies": "copy",
    "entries": "entry", "activities": "activity", "pregnancies": "pregnancy", "couples": "couple", "replies": "reply",
    "households": "household", "duties": "duty", "cities": "city", "countries": "country", "bodies": "body",
    "addresses": "address", "boxes": "box", "branches": "branch", "matches": "match", "classes": "class",
    "photographs": "photograph", "villages": "village", "changes": "change", "pages": "page", "messages": "message",
    "minutes": "minute", "references": "reference", "images": "image", "houses": "house", "places": "place",
    "files": "file", "devices": "device", "devises": "devise", "lines": "line", "values": "value", "dates": "date",
    "duplicates": "duplicate", "candidates": "candidate", "categories": "category", "indices": "index",
}  # fmt: skip
_COUNTED = (
    "member visit measurement record change photo file draft referral village officer pregnancy couple problem award "
    "regulation report plan institution assignment decision duplicate answer row page part birth death move lap device "
    "laptop person child family activity copy entry household duty reply line request office postpartum target name "
    "source kind mechanism facility code group meeting "
    "participant action note letter figure indicator permission mark correction sheet column"
)
_MANY = {one: many for many, one in _SINGLE.items()} | {
    one: one + "s" for one in _COUNTED.split() if one not in set(_SINGLE.values())
}
_BEHIND_A_NOUN = re.compile(r" (?:of|in|for|with|to|from|that|at|on|by|not|under) | \(|,")
_NOT_PLURAL = frozenset(
    {"series", "is", "was", "has", "does", "this", "its", "kilogrammes", "centimetres", "cms", "kgs", "less"}
)


def in_english_dates(text: str) -> str:
    """ "Kamis, 5 Maret 2026" as "Thursday, 5 March 2026", wherever it stands."""
    if not any(letter.isdigit() for letter in text):
        return text
    text = _SHORT_MONTH.sub(lambda found: _MONTH[found[1]], text)
    text = _IN_A_DATE.sub(
        lambda found: (f"{_DAY[found[1]]}, " if found[1] else "") + (found[2] or "") + _MONTH[found[3]], text
    )
    return _DAY_AND_MONTH.sub(lambda found: found[1] + _MONTH[found[2]], text)


def decapitalised(text: str) -> str:
    """With a small first letter, unless it begins with a name or an abbreviation."""
    first = text.split(" ", 1)[0]
    if first in _PROPER or first[1:] != first[1:].lower():
        return text
    return text[:1].lower() + text[1:]


def one_of_a_kind(text: str) -> str:
    """ "1 families" as "1 family", for sentences whose catalogue has one wording only; "on 2027" as "in 2027", where a
    day might have stood."""
    text = _ON_A_YEAR.sub("in ", text)
    return _ONE.sub(lambda found: f"1 {found[1][0]}{_single(found[1].lower())[1:]}", text)


def _single(word: str) -> str:
    if word in _SINGLE:
        return _SINGLE[word]
    if word.endswith("ies") and word not in _NOT_PLURAL:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 and word not in _NOT_PLURAL:
        return word[:-1]
    return word


def several(text: str) -> str:
    """Behind a number: "family member" as "family members", "copy of the data" as "copies of the data". Only nouns that
    are counted in the window; anything else stays."""
    head, rest = text, ""
    if (end := _BEHIND_A_NOUN.search(text)) is not None:
        head, rest = text[: end.start()], text[end.start() :]
    before, _, noun = head.rpartition(" ")
    return f"{before} {_MANY.get(noun, noun)}".lstrip() + rest


def is_counted(text: str) -> bool:
    """Whether it names something that is counted in the window, one or several."""
    noun = _BEHIND_A_NOUN.split(text)[0].rpartition(" ")[2]
    return noun in _MANY or noun in _MANY.values()


def small_words(text: str) -> list[str]:
    """The words written small, with neither addresses nor names of files."""
    return _WORDS.findall(text.replace("&", ""))


def indonesian_words(text: str) -> list[str]:
    """What is still Indonesian in a text, as far as frequent words tell. Names are written with capitals."""
    return [word for word in small_words(text) if word in STOP_WORDS]
