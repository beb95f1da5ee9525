"""QuizWords: questions, options, verdicts and differences in the reader's words."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from viewer.core.address import SIDES, Address
from viewer.core.atlas import Atlas
from viewer.core.confusable import Contrast
from viewer.core.errors import AddressError
from viewer.core.marking import Marked, Verdict
from viewer.core.material import Step
from viewer.core.queries import describe
from viewer.core.question import BLOOD, Mode, Question
from viewer.core.said import Said, said_of, said_of_both
from viewer.core.section import Status
from viewer.core.structure import StructureId
from viewer.shell.block_words import some_words
from viewer.shell.step_words import steps_words
from viewer.widgets.contrast_card import Row
from viewer.widgets.quiz_panel import Asked

tr = QCoreApplication.translate
_SHORT = 160
"""Letters of a field of the card that says how two differ; more would not be read."""


def mode_words() -> dict[Mode, str]:
    """Say what each way of asking is, for a list of choices."""
    return {
        Mode.FIND: tr("Quiz", "&Find it on the plate"),
        Mode.NAME_CHOICE: tr("Quiz", "&Name it, of four"),
        Mode.NAME_TYPED: tr("Quiz", "Name it in &writing"),
        Mode.DRAINS_TO: tr("Quiz", "Where does it &drain?"),
        Mode.DRAINED_BY: tr("Quiz", "What drains &into it?"),
        Mode.LEVEL: tr("Quiz", "Which &level?"),
        Mode.SIDE: tr("Quiz", "Which &side?"),
        Mode.CUT_OFF: tr("Quiz", "What is cut off when it is bloc&ked?"),
    }


class QuizWords:
    """Puts what a set asks of one atlas into words."""

    def __init__(self, atlas: Atlas) -> None:
        """Take the atlas, whose names are used."""
        self._atlas = atlas

    def asked(self, question: Question, number: int, count: int) -> Asked:
        """Give a question as it is to be shown."""
        return Asked(
            number,
            count,
            self.prompt(question),
            self._hint(question),
            self.facts(question),
            tuple(self.option(question, one) for one in question.options),
            question.mode is Mode.NAME_TYPED,
        )

    def spoken(self, asked: Asked) -> str:
        """Say a question as a screen reader is told it: what is asked, what one must know, the options."""
        numbered = [
            tr("Quiz", "{number}: {words}").format(number=at + 1, words=words)
            for at, words in enumerate(asked.options)
        ]
        return " ".join(filter(None, (asked.prompt, asked.facts, tr("Quiz", "; ").join(numbered))))

    def prompt(self, question: Question) -> str:
        """Give what is asked."""
        asked = question.asked
        match question.mode:
            case Mode.FIND:
                return tr("Quiz", "Find: {name}").format(name=describe(self._atlas, asked))
            case Mode.NAME_CHOICE | Mode.NAME_TYPED:
                return tr("Quiz", "What is lit?")
            case Mode.LEVEL:
                kind = self._level_kind(asked.structure)
                text = (
                    tr("Quiz", "{name}: at which {kind} is it lit?")
                    if kind
                    else tr("Quiz", "{name}: at which level is it lit?")
                )
                return text.format(name=self.name(asked.structure), kind=kind)
            case Mode.SIDE:
                return tr("Quiz", "{name}: which side is lit?").format(name=self.name(asked.structure))
            case Mode.DRAINS_TO:
                text = tr("Quiz", "Where can the blood of “{name}” go next?")
            case Mode.DRAINED_BY:
                text = tr("Quiz", "From which of these can blood come directly into “{name}”?")
            case Mode.CUT_OFF:
                if question.condition:
                    condition = self._atlas.conditions[question.condition].name
                    text = tr("Quiz", "{condition}: which of these finds no way to the heart in this atlas?")
                    return text.format(condition=condition)
                text = tr(
                    "Quiz", "With “{name}” blocked, which of these finds no way to the heart in this atlas?"
                )
        return text.format(name=describe(self._atlas, asked))

    def facts(self, question: Question) -> str:
        """Say what one must know: from where a side is seen, or what is blocked in the condition."""
        if question.mode is Mode.SIDE and question.plate in self._atlas.plates:
            return self._atlas.plates[question.plate].viewpoint
        found = self._atlas.conditions.get(question.condition)
        if found is None:
            return ""
        said = [tr("Quiz", "Blocked here: {names}.").format(names=some_words(self._atlas, found.blocks))]
        if found.reverses:
            said.append(tr("Quiz", "In some steps blood flows backwards."))
        return " ".join(said)

    def _hint(self, question: Question) -> str:
        match question.mode:
            case Mode.FIND:
                return tr(
                    "Quiz",
                    "Click it; or walk with the arrow keys, with Shift among tissues and spaces, "
                    "and press Enter.",
                )
            case Mode.NAME_TYPED:
                return tr("Quiz", "Any of its names will do. Enter answers.")
            case _:
                return " ".join(filter(None, (self._keys(question), self._judge(question))))

    def _keys(self, question: Question) -> str:
        if len(question.options) == len(SIDES):
            return tr("Quiz", "Press 1 or 2.")
        return tr("Quiz", "Press a number from 1 to {count}.").format(count=len(question.options))

    def _judge(self, question: Question) -> str:
        """Say what decides, where books may differ."""
        decides = question.mode in (Mode.DRAINS_TO, Mode.DRAINED_BY)
        return tr("Quiz", "The right answer is the one that this atlas gives.") if decides else ""

    def _level_kind(self, structure: StructureId) -> str:
        kind = self._atlas.level_kinds.get(self._atlas.structures[structure].level_kind)
        return kind.phrase.replace("{level}", "").strip() if kind is not None else ""

    def name(self, structure: str) -> str:
        """Give the name of a structure."""
        found = self._atlas.structures.get(StructureId(structure))
        return found.name if found is not None else structure

    def knows(self, address: Address) -> bool:
        """Tell whether the atlas has what an address names."""
        return address.structure in self._atlas.structures

    def option(self, question: Question, option: str) -> str:
        """Give an option, or another answer that is an id, an address, a level or a side."""
        if option in SIDES:
            return {"left": tr("Quiz", "left"), "right": tr("Quiz", "right")}[option]
        if question.mode in (Mode.LEVEL, Mode.SIDE) or option in self._atlas.levels:
            return option
        if question.mode in BLOOD and option in self._atlas.structures:
            # As the question calls them: one vein is no answer to where several lead.
            return describe(self._atlas, Address(StructureId(option)))
        return self.place_words(option)

    def place_words(self, given: str) -> str:
        """Give an answer in words: an address by its name, else as it was written."""
        try:
            address = Address.parse(given)
        except AddressError:
            return given
        if address.structure not in self._atlas.structures:
            return given
        if not address.side and not address.level:
            return self.name(address.structure)
        return describe(self._atlas, address)

    def right(self, question: Question) -> str:
        """Give the right answer."""
        return self.option(question, question.right)

    def right_of(self, question: Question, marked: Marked) -> str:
        """Give the right answer to what was answered: with its side where only that was wrong."""
        is_side = marked.verdict is Verdict.WRONG_SIDE and bool(question.lit)
        return describe(self._atlas, question.asked) if is_side else self.right(question)

    # Verdicts

    def verdict(self, question: Question, marked: Marked) -> tuple[str, str]:
        """Give what an answer was worth: "right", "slip", "wrong" or "", and what to say."""
        right = self.right(question)
        # What was typed may end as a sentence does: "spinal v.".
        given = self.option(question, marked.given).rstrip(" .") if marked.given else ""
        match marked.verdict:
            case Verdict.RIGHT:
                return "right", self._praise(question, marked, right)
            case Verdict.CLAIMED:
                text = tr("Quiz", "Counted as right, by your own word: {given}. Here it is called: {right}.")
                return "right", text.format(given=given, right=right)
            case Verdict.SLIP if question.mode is Mode.NAME_TYPED and not marked.meant:
                text = tr("Quiz", "Nearly: “{given}” may mean several things. Say it more exactly.")
                return "slip", text.format(given=given)
            case Verdict.SLIP if question.mode is Mode.NAME_TYPED:
                text = tr("Quiz", "Nearly: “{given}” is what it belongs to. Say it more exactly.")
                return "slip", text.format(given=marked.meant or given)
            case Verdict.SLIP if given:
                text = tr("Quiz", "Nearly: {given} lies nearer. Try again, closer in.")
                return "slip", text.format(given=given)
            case Verdict.SLIP:
                return "slip", tr("Quiz", "Nearly: just beside it. Try again, closer in.")
            case Verdict.WRONG_SIDE:
                text = tr("Quiz", "The right structure, on the wrong side. Asked was: {right}.")
                return "wrong", text.format(right=self.right_of(question, marked))
            case Verdict.WRONG if not given and question.mode is Mode.FIND:
                return "wrong", tr("Quiz", "{right} is lit now.").format(right=right)
            case Verdict.WRONG if not given:
                return "wrong", tr("Quiz", "It is: {right}.").format(right=right)
            case Verdict.WRONG if question.mode is Mode.FIND:
                text = tr("Quiz", "No, that is: {given}. {right} is lit now.")
                return "wrong", text.format(given=given, right=right)
            case Verdict.WRONG:
                text = tr("Quiz", "No. Your answer: {given}. Correct: {right}.")
                return "wrong", text.format(given=given, right=right)
        if question.mode is Mode.FIND:
            return "", tr("Quiz", "Nothing that can be named lies there.")
        return "", tr("Quiz", "Please write a name, or choose “I Do Not Know”.")

    def _praise(self, question: Question, marked: Marked, right: str) -> str:
        if not marked.spelt:
            text = tr("Quiz", "Correct. It is written: {name}.")
            return text.format(name=marked.meant or right)
        if question.mode is Mode.NAME_TYPED and marked.meant and marked.meant != right:
            text = tr("Quiz", "Correct: {meant}. Here it is called: {right}.")
            return text.format(meant=marked.meant, right=right)
        return tr("Quiz", "Correct: {right}.").format(right=right)

    # How two differ

    def contrasts(self, found: tuple[Contrast, ...]) -> list[Row]:
        """Give in words what the atlas says differently of two structures."""
        fields = {
            "kind": tr("Quiz", "Kind"),
            "latin": tr("Quiz", "Latin"),
            "pairing": tr("Quiz", "Paired or not"),
            "location": tr("Quiz", "Where it lies"),
            "size": tr("Quiz", "Size"),
            "from": tr("Quiz", "Blood comes from"),
            "to": tr("Quiz", "Blood goes to"),
            "relevance": tr("Quiz", "Why it matters"),
        }
        return [self._row(fields[one.field], one) for one in found if one.field in fields]

    def _row(self, field: str, found: Contrast) -> Row:
        one, other = found.one, found.other
        if isinstance(one, str) or isinstance(other, str):
            return Row(field, _shortened(str(one)), _shortened(str(other)))
        shared = [step for step in one if step in other]
        if not shared:
            return Row(field, self._listed(one), self._listed(other))
        own, others = (
            self._listed(step for step in each if step not in shared) or tr("Quiz", "nothing else")
            for each in (one, other)
        )
        return Row(field, own, others, tr("Quiz", "Both: {names}").format(names=self._listed(shared)))

    def _listed(self, steps: Iterable[Step]) -> str:
        return steps_words(steps, lambda place: self.name(place.structure))

    def said(self, one: StructureId, other: StructureId) -> list[Row]:
        """Give what the sections say: a statement that names both, or one about each, with its sources."""
        both = said_of_both(self._atlas, one, other)
        if both is not None:
            return [Row(tr("Quiz", "The text says of both"), self._quoted(both), None)]
        each = said_of(self._atlas, one, other), said_of(self._atlas, other, one)
        if each == (None, None):
            return []
        return [
            Row(tr("Quiz", "The text says"), *("" if said is None else self._quoted(said) for said in each))
        ]

    def _quoted(self, said: Said) -> str:
        """Give a statement with the mark that it has in the text, and its sources by their numbers there."""
        marks = {
            Status.PLAIN: "",
            Status.DISPUTED: tr("Quiz", " [disputed]"),
            Status.USUAL: tr("Quiz", " [usual account]"),
        }
        known = self._atlas.sources
        numbers = sorted(known[key].number for key in said.sources if key in known)
        cited = f" [{', '.join(map(str, numbers))}]" if numbers else ""
        return f"{said.words}{marks[said.status]}{cited}"


def _shortened(words: str) -> str:
    if len(words) <= _SHORT:
        return words
    cut = words[:_SHORT].rpartition(". ")[0]
    return f"{cut}." if cut else f"{words[:_SHORT].rpartition(' ')[0]} …"
