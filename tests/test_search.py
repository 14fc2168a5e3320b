"""Search as people type: without marks, in another case, with a neighbour's letter, by half a name or an old one."""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_service.catalogue import Catalogue
from calendar_service.definitions import load_catalogue
from calendar_service.observance import Observance
from calendar_service.search import LONGEST, Found, Index, fold
from calendar_service.text import LANGUAGES

PATIENCE = timedelta(seconds=2)
NAMES = {
    "istanbul": "{en: Istanbul Day, tr: İstanbul Günü}",
    "isparta": "{en: Rose Day, tr: Isparta Gül Şenliği}",
    "izmir": "{en: Fair Day, tr: İzmir Fuarı}",
    "summer": "{en: Summer, fr: Fête de l’Été à l'Île Cœur-Œuvre}",
    "kazakh": "{en: K, kk: Қазақ тілінің әліпбиі һәм ғылым күні, ru: День ёлки}",
    "steppe": "{en: S, kk: Ұлы Дала үні}",
    "kyrgyz": "{en: Y, ky: Жаңы өмүр күнү}",
    "uzbek": "{en: U, uz: Oʻzbekiston sanʼati va gʻalaba kuni, uz-Cyrl: Ўзбекистон ғалабаси}",
    "azeri": "{en: A, az: Xalqların İğdır qızıl şənliyi}",
    "turkmen": "{en: T, tk: Ýaňyş we goňşy çäresi}",
    "arabic": "{en: R, ar: يَوْمُ الأُسْرَة والقراءة في إفريقيا وآسيا}",
    "persian": "{en: F, fa: روز کتاب‌خوانی}",
    "chinese": "{en: C, zh: 国际母语日}",
}


@pytest.fixture(scope="module")
def index(catalogue: Catalogue) -> Index:
    return Index(catalogue)


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Of the names above; an observance is called as its name is here."""
    path = tmp_path_factory.mktemp("names")
    (path / "collection.yaml").write_text("domain: test.invalid\npublisher: {en: T}\n", encoding="utf-8")
    entries = [f"  - {{id: x-{id}, name: {name}, on: 1 May, sources: [A book]}}\n" for id, name in NAMES.items()]
    head = "calendar: days\nname: {en: Days}\ncolor: teal\nobservances:\n"
    (path / "days.yaml").write_text(head + "".join(entries), encoding="utf-8")
    return Index(load_catalogue([path]))


def ids(found: list[Found]) -> list[str]:
    return [one.observance.id for one in found]


# --- letters


TYPED = [
    (
        "istanbul",
        "İstanbul istanbul ISTANBUL ıstanbul İSTANBUL Istanbul I\u0307stanbul i\u0307stanbul ｉｓｔａｎｂｕｌ 𝐈𝐬𝐭𝐚𝐧𝐛𝐮𝐥",
    ),
    ("isparta", "Isparta ısparta isparta İsparta ISPARTA gul GÜL gül SENLIGI şenliği senlıgı"),
    ("izmir", "İzmir izmir ızmir IZMIR fuari FUARI fuarı"),
    ("summer", "été ete ÉTÉ e\u0301te\u0301 l'été l’ete L`ÉTÉ ile île l'ile coeur cœur oeuvre CŒUR fete fête FÊTE"),
    ("kazakh", "қазақ казак ҚАЗАҚ КАЗАК қaзaқ Казаk казaк тілінің тилинин тiлiнiң TIЛIНIН әліпбиі алипбии алiпбиi"),
    ("kazakh", "һәм хам hәм ғылым гылым ҒЫЛЫМ күні куни кyнi ёлки елки ЕЛКИ день дeнь дéнь"),
    ("steppe", "ұлы улы ҰЛЫ yлы дала дaла дaлa үні уни yнi ҮНІ YНI ҮHІ үHі"),
    ("kyrgyz", "жаңы жаны ЖАНЫ жaңы өмүр омур ӨМҮР oмyр күнү куну кyнү"),
    ("uzbek", "oʻzbek o'zbek o‘zbek o’zbek oʼzbek o`zbek o´zbek ozbek OʻZBEK O'ZBEKISTON oʹzbek o′zbek o‛zbek o＇zbek"),
    ("uzbek", "san'ati sanʼati san’ati sanati gʻalaba g'alaba g‘alaba galaba ўзбек узбек ғалаба галаба ЎЗБЕКИСТОН"),
    (
        "azeri",
        "xalqların xalqlarin XALQLARIN iğdır igdir IGDIR ığdır İĞDIR qızıl qizil şənliyi senliyi ŞƏNLİYİ şenliyi",
    ),
    ("turkmen", "ýaňyş yanys ÝAŇYŞ goňşy gonsy çäresi caresi ÇÄRESI"),
    (
        "arabic",
        "يوم يَوْم يـوم الأسرة الاسرة الأُسْرَة أسرة اسرة الاسره",
    ),
    ("arabic", "والقراءة القراءة القراءه إفريقيا افريقيا أفريقيا ٱفريقيا وآسيا واسيا"),
    ("persian", "کتاب كتاب خوانی خواني روز"),
    ("chinese", "国际母语日 母语 母语日 国际 日"),
]


@pytest.mark.parametrize(("id", "typed"), [(id, word) for id, words in TYPED for word in words.split()])
def test_a_name_is_found_as_it_is_typed(names: Index, id: str, typed: str) -> None:
    assert ids(names.search(typed, "en")) == [f"x-{id}"]


FOLDED = [
    ("  World\tWater \n DAY ", "world water day"),
    ("Children's", "childrens"),
    ("San-Marino/2026", "san marino 2026"),
    ("inter\u00adnational \u200eday\ufeff", "international day"),
    ("100%", "100"),
    ("ﬁne", "fine"),
    ("№ 5", "no 5"),
    ("ℌ", "h"),
    ("…–«»!?", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_what_is_left_of_a_text(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_latin_word_stays_latin(names: Index) -> None:
    """Only beside Cyrillic letters is a Latin one taken for what it looks like."""
    assert fold("tomato томат") == "tomato томат"
    assert names.search("TOMAT", "en") == []


# --- every name, in every language


def every_name(observance: Observance) -> Iterator[tuple[str, str]]:
    """The names of an observance with their languages: those of now, others, and those of before."""
    for lang, text in observance.names.items():
        yield lang, text.text
    for lang, others in observance.also.items():
        yield from ((lang, other) for other in others)
    for former in observance.formerly:
        yield from ((lang, text.text) for lang, text in former.names.items())


def shelves(catalogue: Catalogue) -> Iterator[tuple[Index, tuple[Observance, ...]]]:
    """The collection in small indexes: what a name finds does not depend on what else there is."""
    every = tuple(catalogue.observances.values())
    for part in (every[place : place + 20] for place in range(0, len(every), 20)):
        observances = {one.id: one for one in part}
        yield Index(Catalogue(**{**vars(catalogue), "observances": observances})), part


def test_every_name_in_every_language_finds_its_own(catalogue: Catalogue) -> None:
    found = set()
    for index, part in shelves(catalogue):
        for observance in part:
            for lang, name in every_name(observance):
                assert observance in [one.observance for one in index.search(name, lang)], name
                found.add(lang)
    assert found >= set(LANGUAGES)


def test_a_whole_name_is_found_first(catalogue: Catalogue) -> None:
    for index, part in shelves(catalogue):
        for observance in part:
            for lang, name in every_name(observance):
                first = index.search(name, lang)[0]
                assert len(name) > LONGEST or fold(first.name) == fold(name), name


# how people type, and in which languages; without any it is in all
RUSSIAN_KEYS = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
LOOKS_LIKE = str.maketrans("аеорсхіуАВЕКМНОРСТХІ", "aeopcxiyABEKMHOPCTXI")


def plain(text: str) -> str:
    """Without marks."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def slipped(text: str) -> str:
    """One letter of each longer word as its Latin look-alike."""
    return re.sub(
        r"\w{4,}", lambda word: re.sub("[аеорсхіу]", lambda c: c[0].translate(LOOKS_LIKE), word[0], count=1), text
    )


TYPISTS: dict[str, tuple[Callable[[str], str], tuple[str, ...]]] = {
    "in capitals": (str.upper, ()),
    "in small letters": (str.lower, ()),
    "decomposed": (lambda text: unicodedata.normalize("NFD", text), ()),
    "composed": (lambda text: unicodedata.normalize("NFC", text), ()),
    "with blanks": (lambda text: f"  {text.replace(' ', '   ')}\t", ()),
    "without marks": (plain, ("fr", "es", "uz", "tk", "ky", "ru", "kk")),
    "with a dotless i": (lambda text: text.replace("i", "ı").replace("İ", "I"), ("tr", "az")),
    "with a dotted i": (lambda text: text.replace("ı", "i").replace("I", "İ"), ("tr", "az")),
    "without ə": (lambda text: text.replace("ə", "e").replace("Ə", "E"), ("az",)),
    "on Russian keys": (lambda text: text.translate(RUSSIAN_KEYS), ("kk", "ky", "uz-Cyrl")),
    "with a Latin letter": (slipped, ("kk", "ky", "ru", "uz-Cyrl")),
    "in capitals with Latin ones": (lambda text: text.upper().translate({ord("Н"): "H", ord("І"): "I"}), ("kk", "ru")),
    "on Persian keys": (lambda text: text.replace("ي", "ی").replace("ك", "ک"), ("ar",)),
    "without hamza": (lambda text: text.translate({ord(c): "ا" for c in "أإآ"}), ("ar",)),
    "with tashkeel": (lambda text: re.sub("(?<=[ب-ي])(?=[ب-ي])", "\u064e", text), ("ar",)),
    "with kashida": (lambda text: text.replace("س", "سـ"), ("ar",)),
    "with a curly apostrophe": (lambda text: re.sub("[ʻʼ']", "’", text), ("uz", "fr", "tr", "en")),
    "with a straight apostrophe": (lambda text: re.sub("[ʻʼ’]", "'", text), ("uz", "fr", "tr", "en")),
    "with a grave one": (lambda text: re.sub("[ʻʼ’']", "`", text), ("uz", "fr", "tr", "en")),
}


@pytest.mark.parametrize("typist", TYPISTS)
def test_every_name_is_the_same_for_every_typist(catalogue: Catalogue, typist: str) -> None:
    typed, langs = TYPISTS[typist]
    every = {pair for observance in catalogue.observances.values() for pair in every_name(observance)}
    asked = [name for lang, name in every if lang in langs or not langs]
    assert len(asked) > 300
    assert [name for name in asked if fold(typed(name)) != fold(name)] == []


# --- what is typed


QUESTIONS = [
    ("Universal Children's Day", "world-childrens-day"),
    ("universal childrens day", "world-childrens-day"),
    ("antibiotic", "world-amr-awareness-week"),
    ("World Antibiotic Awareness Week", "world-amr-awareness-week"),
    ("antimicrobial", "world-amr-awareness-week"),
    ("International Day of Disabled Persons", "international-day-of-persons-with-disabilities"),
    ("international-mother-language-day", "international-mother-language-day"),
    ("world-amr-awareness-week", "world-amr-awareness-week"),
    ("serkebayev-100", "serkebayev-100"),
    ("Ermek Serkebaev", "serkebayev-100"),
    ("Абдулла Карсакбаев", "karsakbayev-100"),
    ("Қарсақбаев", "karsakbayev-100"),
    ("ana dili gunu", "international-mother-language-day"),
    ("ана тілі", "international-mother-language-day"),
    ("mother language", "international-mother-language-day"),
    ("language mother day international", "international-mother-language-day"),
    ("lang moth", "international-mother-language-day"),
    ("journee langue maternelle", "international-mother-language-day"),
    ("alphabétisation", "international-literacy-day"),
    ("母语", "international-mother-language-day"),
    ("المرأة", "international-womens-day"),
    ("مراه", "international-womens-day"),
    ("Turkic Language Family", "world-turkic-language-family-day"),
    ("türk dili ailesi", "world-turkic-language-family-day"),
    ("turk dilleri ailesi", "world-turkic-language-family-day"),
    ("тюркской языковой семьи", "world-turkic-language-family-day"),
    ("туркі тілдері отбасы", "world-turkic-language-family-day"),
    ("kochmanchilar merosi", "international-day-of-nomadic-heritage"),
    ("кошпели мура", "international-day-of-nomadic-heritage"),
    ("روز بين المللي زبان مادري", "international-mother-language-day"),
]


@pytest.mark.parametrize(("question", "id"), QUESTIONS)
def test_a_question_finds_the_day(index: Index, question: str, id: str) -> None:
    assert id in ids(index.search(question, "en"))


def test_a_former_name_says_that_it_is_one(index: Index) -> None:
    [found] = index.search("Universal Children's Day", "en")
    assert (found.name, found.lang, found.former) == ("Universal Children's Day", "en", True)
    assert not index.search("World Children's Day", "en")[0].former


def test_each_observance_is_found_once(index: Index) -> None:
    for question in ("day", "d", "2026", "un", "күні", "günü", "international day of"):
        found = ids(index.search(question, "en"))
        assert len(found) == len(set(found)) >= 5


@pytest.mark.parametrize("question", ["", " ", "…", "'", "qwxzj", "day qwxzj", "ilosophy", "日本人民", "\u0301", "ـ"])
def test_nonsense_finds_nothing(index: Index, question: str) -> None:
    """Nor does the middle of a word: `ilosophy` is in one."""
    assert index.search(question, "en") == []


def test_what_is_hidden_in_feeds_is_found(catalogue: Catalogue, index: Index) -> None:
    """Drafts and what nobody has confirmed have a page too."""
    drafts = [observance for observance in catalogue.observances.values() if not observance.in_feeds]
    assert len(drafts) > 10
    assert all(draft.id in ids(index.search(draft.id, "en")) for draft in drafts)


# --- the order


RANKED = """\
calendar: days
name: {en: Days}
color: teal
observances:
  - {id: b-longer, name: {en: Water Day of the World, tr: Su}, on: 1 May, sources: [A book]}
  - {id: c-inside, name: {en: World Water Day}, on: 1 May, sources: [A book]}
  - {id: d-whole, name: {en: Water Day}, on: 1 May, sources: [A book]}
  - {id: e-turkish, name: {en: Rain, tr: Water Day Plus}, on: 1 May, sources: [A book]}
  - {id: a-shorter, name: {en: Water Day Too}, on: 1 May, sources: [A book]}
  - {id: f-prefix, name: {en: Waterfall Day}, on: 1 May, sources: [A book]}
"""
ORDERS = [
    ("water day", "en", "d-whole a-shorter b-longer e-turkish f-prefix c-inside"),
    ("water day", "tr", "d-whole e-turkish a-shorter b-longer f-prefix c-inside"),
    ("Day, Water", "en", "d-whole a-shorter f-prefix c-inside b-longer e-turkish"),
    ("water", "en", "d-whole a-shorter f-prefix b-longer e-turkish c-inside"),
    ("world", "en", "c-inside b-longer"),
    ("su", "en", "b-longer"),
]


@pytest.mark.parametrize(("question", "lang", "order"), ORDERS)
def test_whole_names_come_first_then_beginnings_then_the_readers_language(
    folder: Callable[..., Path], question: str, lang: str, order: str
) -> None:
    index = Index(load_catalogue([folder(days=RANKED)]))
    assert " ".join(ids(index.search(question, lang))) == order


@pytest.mark.parametrize("lang", ["en", "tr", "az"])
def test_of_names_that_are_alike_the_readers_is_shown(folder: Callable[..., Path], lang: str) -> None:
    head = RANKED.partition("  - ")[0]
    path = folder(days=head + "  - {id: n, name: {en: Novruz, tr: Novruz, az: Novruz}, on: 1 May, sources: [A book]}\n")
    [found] = Index(load_catalogue([path])).search("novruz", lang)
    assert (found.name, found.lang) == ("Novruz", lang)


def test_a_name_goes_before_an_id_in_the_same_words(index: Index) -> None:
    assert index.search("international mother language day", "en")[0].name == "International Mother Language Day"
    assert index.search("serkebayev-100", "kk")[0].name == "serkebayev 100"


def test_the_order_of_the_files_decides_nothing(catalogue: Catalogue, index: Index) -> None:
    turned = dict(reversed(tuple(catalogue.observances.items())))
    other = Index(Catalogue(**{**vars(catalogue), "observances": turned}))
    for question in ("day of peace", "nowruz", "language", "100", "inter", "qua", "wor dai"):
        assert ids(other.search(question, "kk")) == ids(index.search(question, "kk"))
        assert other.meant(question) == index.meant(question)


# --- what was meant


MEANT = [
    ("mothr language day", "mother language day"),
    ("wordl water day", "world water day"),
    ("International Dya of Peace", "international day of peace"),
    ("turkic langauge family", "turkic language family"),
    ("world science day for peace and developemnt", "world science day for peace and development"),
    ("serkebyev 100", "serkebayev 100"),
    ("dünya ana dii günü", "dunya ana dili gunu"),
    ("халыкаралык ана тил кунни", "халыкаралык ана тил куни"),
    ("world water day", None),
    ("qwxzj", None),
    ("day qwxzj", None),
    ("", None),
]


@pytest.mark.parametrize(("question", "meant"), MEANT)
def test_a_slip_is_corrected(index: Index, question: str, meant: str | None) -> None:
    assert index.meant(question) == meant


def test_what_was_meant_is_found(catalogue: Catalogue, index: Index) -> None:
    """A letter is left out of the longest word of each ninth English name."""
    dice, lost = random.Random(7), []
    for observance in list(catalogue.observances.values())[::9]:
        words = fold(observance.names["en"].text).split()
        longest = max(words, key=len)
        gap = dice.randrange(1, len(longest))
        question = " ".join(longest[:gap] + longest[gap + 1 :] if word == longest else word for word in words)
        meant = index.meant(question)
        assert meant is None or index.search(meant, "en"), question
        lost += [] if observance.id in ids(index.search(meant or question, "en")) else [question]
    assert len(lost) <= 1, lost


# --- anything at all


ANYTHING = st.one_of(
    st.text(), st.text(alphabet="İıIʻ'’ ـأ́ әаa日\u200c\u200d\u00ad0𝐀ﷺ"), st.characters().map(lambda c: c * 60)
)


@given(ANYTHING)
@settings(max_examples=60, deadline=PATIENCE)
def test_anything_is_answered_in_time(index: Index, text: str) -> None:
    found = index.search(text, "en")
    assert len(ids(found)) == len(set(ids(found)))
    meant = index.meant(text)
    assert meant is None or index.search(meant, "en")


@given(ANYTHING)
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once == " ".join(once.split())


LONG = [
    "a" * 10_000,
    "ﷺ" * 10_000,
    "a " * 5_000,
    "\u0301" * 10_000,
    "日" * 10_000,
    "'" * 10_000,
    "ааa" * 3_333,
    "ال" * 5_000,
]


@pytest.mark.parametrize("text", LONG, ids=lambda text: f"U+{ord(text[0]):04X} ×{len(text)}")
@settings(deadline=PATIENCE, max_examples=3)
@given(lang=st.sampled_from(LANGUAGES))
def test_ten_thousand_letters_are_answered_in_time(index: Index, text: str, lang: str) -> None:
    index.search(text, lang)
    index.meant(text)


def test_many_words_that_nobody_knows_are_answered_in_time(index: Index) -> None:
    """Each might be a slip of ten thousand others."""

    @settings(deadline=PATIENCE, max_examples=20)
    @given(st.lists(st.text("aeinrtslo", min_size=3, max_size=5), min_size=20).map(" ".join))
    def asked(question: str) -> None:
        index.meant(question)

    asked()
