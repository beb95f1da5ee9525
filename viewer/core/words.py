"""Words: texts made comparable: without case and accents, cut into words, without endings and small words."""

import unicodedata
from collections.abc import Iterable, Mapping

_SMALL = {
    "en": """
    a about an and are as at be beside by for from has have in is it its near next of on or that the their
    there this to was were which with
    """,
}
"""Words that stand in every passage, by language."""

_DENIALS = {"en": "lack lacking lacks neither never no none nor not without"}
"""Words that deny: a question with one of them is answered by a passage with any of them."""


class _Fold(dict[int, int]):
    """Maps a character to its small plain letter, one to one, so that places in a text stay the same."""

    def __missing__(self, code: int) -> int:
        letter = unicodedata.normalize("NFD", chr(code))[0].lower()
        folded = self[code] = ord(letter[0]) if letter else code
        return folded


_FOLD = _Fold()


def fold(text: str) -> str:
    """Give a text in small letters without accents, as long as it was."""
    return text.lower() if text.isascii() else text.translate(_FOLD)


def words_of(folded: str) -> tuple[str, ...]:
    """Give the words of a folded text, without the signs between them."""
    return tuple("".join(letter if letter.isalnum() else " " for letter in folded).split())


def has_whole(folded: str, asked: str) -> bool:
    """Tell whether a folded text holds several words just as they were asked for, one after another."""
    at = folded.find(asked) if " " in asked else -1
    while at >= 0:
        end = at + len(asked)
        if not folded[at - 1 : at].isalnum() and not folded[end : end + 1].isalnum():
            return True
        at = folded.find(asked, at + 1)
    return False


def stem(word: str) -> str:
    """Give what the forms of a word begin with alike: "arter" for artery and arteries."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3]
    if len(word) > 5 and word.endswith("es"):
        return word[:-2]
    if len(word) > 4 and word.endswith("y"):
        return word[:-1]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def telling(words: Iterable[str], language: str) -> tuple[str, ...]:
    """Give the words that tell what is asked for, without small words and denials; all, if none is left."""
    asked = tuple(words)
    idle = _listed(_SMALL, language) | _listed(_DENIALS, language)
    return tuple(word for word in asked if word not in idle) or asked


def without_small(words: Iterable[str], language: str) -> tuple[str, ...]:
    """Give the words without the small ones."""
    small = _listed(_SMALL, language)
    return tuple(word for word in words if word not in small)


def denies(words: Iterable[str], language: str) -> bool:
    """Tell whether one of the words denies something."""
    return not _listed(_DENIALS, language).isdisjoint(words)


def _listed(lists: Mapping[str, str], language: str) -> set[str]:
    return set(lists.get(language, "").split())


def initials(name: str) -> str:
    """Give the first letters of a name's words, folded: "svc" of "Superior vena cava"."""
    return "".join(word[0] for word in words_of(fold(name)))
