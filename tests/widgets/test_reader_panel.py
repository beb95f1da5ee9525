from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor, QTextFrame, QTextLength, QTextTable, QTextTableFormat
from pytestqt.qtbot import QtBot

from tests.widgets.panels import (
    click_words,
    light,
    marked_words,
    place,
    real_atlas,
    small_atlas,
    spot_of,
    words_in_view,
)
from viewer.widgets.look import Look, load_theme
from viewer.widgets.reader_panel import ReaderPanel


def _panel(qtbot: QtBot, width: int = 450, height: int = 800) -> ReaderPanel:
    panel = ReaderPanel(light())
    qtbot.addWidget(panel)
    panel.resize(width, height)
    panel.show()
    return panel


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[ReaderPanel]:
    panel = _panel(qtbot)
    panel.show_atlas(small_atlas())
    yield panel


@pytest.fixture
def real(qtbot: QtBot) -> Iterator[ReaderPanel]:
    panel = _panel(qtbot)
    panel.show_atlas(real_atlas())
    yield panel


def _words(panel: ReaderPanel) -> str:
    panel.finish()
    return panel.text.toPlainText()


# The article


def test_the_article_has_its_title_contents_every_section_and_its_sources(panel: ReaderPanel) -> None:
    words = _words(panel)
    assert panel.heading == small_atlas().title
    assert words.startswith(small_atlas().title)
    assert panel.shown_sections == ("introduction", "trouble")
    assert words.index("Contents") < words.index("If the left side vein")
    assert "Sources" in words and "How to read this atlas" not in words


def test_the_disclaimer_is_one_click_away_whatever_is_shown(panel: ReaderPanel, qtbot: QtBot) -> None:
    panel.show_selection([place("side-vein")])
    assert panel.footer.isVisible() and panel.footer.text() == small_atlas().disclaimer_short
    with qtbot.waitSignal(panel.page_followed) as page:
        panel.footer.click()
    assert page.args == ["disclaimer"]
    panel.show_page("disclaimer")
    assert small_atlas().disclaimer.split()[0] in _words(panel)


def test_a_line_of_the_contents_scrolls_to_its_section(real: ReaderPanel) -> None:
    click_words(real.text, "Venous congestion", after="In the clinic")
    assert words_in_view(real.text).startswith("Venous congestion")


def test_a_disputed_statement_says_so_in_words_and_on_pointing(panel: ReaderPanel) -> None:
    words = _words(panel)
    assert "[disputed]" in words.replace("\u00a0", " ")
    cursor = panel.text.document().find("some call it constant")
    assert "Sources disagree" in cursor.charFormat().toolTip()


def test_a_term_shows_its_meaning_on_pointing(panel: ReaderPanel) -> None:
    panel.finish()
    cursor = panel.text.document().find("anastomosis")
    assert "A natural cross-connection" in cursor.charFormat().toolTip()


# A selection


def test_a_selection_shows_its_card_its_sections_and_lights_its_words(panel: ReaderPanel) -> None:
    panel.show_selection([place("side-vein.left.C1")])
    assert panel.heading == "Side vein" and panel.card.isVisible()
    assert "left" in panel.card.place.text() and "C1" in panel.card.place.text()
    assert "variable" in panel.card.place.text()
    assert panel.shown_sections[0] == "trouble"
    panel.finish()
    assert "left side vein" in marked_words(panel.text)
    assert "midline vein" not in marked_words(panel.text)


def test_a_card_says_where_the_blood_comes_from_and_goes_to(panel: ReaderPanel) -> None:
    panel.show_selection([place("midline-vein")])
    words = _words(panel)
    assert "Midline vein → Right atrium" in words
    assert "Vein of Müller" in words and "TA98 A12.3.07.025" in words
    assert "A blocked side vein" in words


def test_what_is_not_drawn_says_why(panel: ReaderPanel) -> None:
    panel.show_selection([place("right-atrium")])
    assert "The heart lies far in front of this plate." in _words(panel)


def test_two_selections_show_how_they_are_connected(panel: ReaderPanel) -> None:
    panel.show_selection([place("side-vein.right"), place("right-atrium")])
    words = _words(panel)
    assert panel.heading == "Side vein and Right atrium"
    assert "How they are connected" in words
    assert words.index("Midline vein → Right atrium: In one step, for the test") > 0


@pytest.mark.parametrize("size", [(450, 900), (380, 520)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_first_matching_words_are_in_view(qtbot: QtBot, size: tuple[int, int], scale: float) -> None:
    panel = _panel(qtbot, *size)
    panel.set_text_scale(scale)
    panel.show_atlas(real_atlas())
    for address in ("posteromedian-spinal-vein", "posterolateral-spinal-vein.left.T8", "pial-venous-plexus"):
        panel.show_selection([place(address)])
        page = panel.text.page
        assert page is not None
        match = page.first_match()
        assert match is not None, address
        document = panel.text.document()
        words = document.toPlainText()[match.start : match.end]
        assert words in words_in_view(panel.text), (address, words)


def test_matching_words_stay_in_view_when_the_panel_gets_another_size(real: ReaderPanel) -> None:
    real.show_selection([place("posterolateral-spinal-vein.left.T8")])
    for width, height in ((380, 420), (600, 500), (320, 640)):
        real.resize(width, height)
        page = real.text.page
        assert page is not None
        match = page.first_match()
        assert match is not None
        words = real.text.document().toPlainText()[match.start : match.end]
        assert words in words_in_view(real.text), (width, height)


def test_matching_words_are_in_view_when_the_panel_is_first_shown(qtbot: QtBot) -> None:
    panel = ReaderPanel(light())
    qtbot.addWidget(panel)
    panel.show_atlas(real_atlas())
    panel.show_selection([place("intervertebral-veins.left.T8")])
    panel.resize(300, 480)
    panel.show()
    assert "intervertebral veins" in words_in_view(panel.text)
    assert panel.text.verticalScrollBar().value() > 100


def test_what_is_in_view_stays_still_while_the_rest_is_written(real: ReaderPanel) -> None:
    real.resize(300, 480)
    real.show_selection([place("intervertebral-veins.left.T8")])
    height = real.text.verticalScrollBar().value()
    real.finish()
    assert height > 0 and real.text.verticalScrollBar().value() == height


@pytest.mark.parametrize("address", ["posteromedian-spinal-vein", "dorsal-rootlets.left.T6", "azygos-vein"])
def test_every_selection_is_shown_in_the_same_order(real: ReaderPanel, address: str) -> None:
    real.show_selection([place(address)])
    words = _words(real)
    page = real.text.page
    assert page is not None
    title = real_atlas().sections[page.section_order[0]].title
    assert words.startswith(title)
    assert max(page.sections.values()) < page.facts < words.index("\nSources\n")
    assert words[page.facts :].startswith("Facts\n")


def test_the_facts_are_one_click_away(real: ReaderPanel, qtbot: QtBot) -> None:
    real.show_selection([place("posteromedian-spinal-vein")])
    assert "In the midline" not in words_in_view(real.text)
    qtbot.mouseClick(real.card.facts_button, Qt.MouseButton.LeftButton)
    seen = words_in_view(real.text)
    assert seen.startswith("Facts") and "No artery runs beside it" in seen


def test_the_card_leads_along_the_blood(panel: ReaderPanel, qtbot: QtBot) -> None:
    panel.show_selection([place("midline-vein")])
    assert "Midline vein</b> → " in panel.card.flow.text()
    with qtbot.waitSignal(panel.mention_followed) as followed:
        panel.card.flow.linkActivated.emit("right-atrium")
    assert followed.args == [place("right-atrium"), False]
    panel.show_selection([place("the-cord")])
    assert panel.card.flow.isHidden()


def test_the_card_leaves_the_text_its_room(real: ReaderPanel) -> None:
    real.show_selection([place("posteromedian-spinal-vein")])
    assert real.card.flow.isVisible()
    real.resize(380, 190)
    assert real.card.flow.isHidden()
    real.resize(450, 800)
    assert real.card.flow.isVisible()


def test_the_card_says_what_is_not_drawn(panel: ReaderPanel) -> None:
    panel.show_selection([place("right-atrium")])
    assert "not drawn on this plate" in panel.card.place.text()
    panel.show_selection([place("midline-vein")])
    assert "not drawn" not in panel.card.place.text()


def test_the_labels_of_facts_keep_to_their_column_and_are_said_once(real: ReaderPanel) -> None:
    real.show_selection([place("basivertebral-veins")])
    words = _words(real)
    facts = words[words.index("\nFacts\n") : words.index("\nSources\n")]
    lines = [line.partition("\t") for line in facts.splitlines() if "\t" in line]
    labels = [label for label, _tab, _told in lines if label]
    assert "Why it matters" in labels and len(labels) == len(set(labels))
    document = real.text.document()
    block = document.findBlock(words.index("Why it matters"))
    layout = block.layout()
    first, second = layout.lineAt(0), layout.lineAt(1)
    begin = first.cursorToX(block.text().index("\t") + 1)
    assert begin[0] == pytest.approx(second.cursorToX(second.textStart())[0], abs=2.0)


def test_what_goes_either_way_is_told_in_one_line(real: ReaderPanel) -> None:
    real.show_selection([place("basivertebral-veins")])
    words = _words(real)
    facts = words[words.index("\nFacts\n") : words.index("\nSources\n")]
    assert facts.count("Anterior external vertebral venous plexus") == 1


def test_the_link_to_a_variant_says_of_what_it_is_one(real: ReaderPanel) -> None:
    variant = next(one for one in real_atlas().variants.values() if one.section)
    real.show_section(variant.section)
    group = real_atlas().variant_groups[variant.group].name
    assert f"Show on the plates: {group}: {variant.name}" in _words(real)


def test_of_two_each_has_its_facts(real: ReaderPanel) -> None:
    chosen = [place("posterior-radicular-veins.right.T8"), place("dorsal-rootlets.right.T6")]
    real.show_selection(chosen)
    words = _words(real)
    assert words.startswith("How they are connected")
    facts = words[words.index("\nFacts\n") :]
    second = facts.index("Posterior rootlets, right, spinal nerve T6")
    assert 0 < facts.index("Posterior radicular vein, right, spinal nerve T8") < second
    assert facts[second:].count("Lies") == 1
    assert real.text.verticalScrollBar().value() == 0


def test_a_level_lists_what_is_drawn_there_side_by_side(real: ReaderPanel, qtbot: QtBot) -> None:
    real.show_page("level:segment:T8")
    words = _words(real)
    assert real.heading == "Cord segment T8" and words.startswith("Cord segment T8")
    assert "not the vertebra of the same name" in words
    assert words.index("Veins") < words.index("Arteries") < words.index("Nerve roots")
    assert "Posterolateral spinal vein: left, right" in words
    assert "Posterior radicular vein: right (spinal nerve T8)" in words
    assert "vertebra T8" not in words[words.index("\nVeins\n") :]
    with qtbot.waitSignal(real.mention_followed) as followed:
        click_words(real.text, "right", after="Posterolateral spinal vein")
    assert followed.args == [place("posterolateral-spinal-vein.right.T8"), False]
    with qtbot.waitSignal(real.page_followed) as page:
        click_words(real.text, "vertebra T", after="At the same height")
    assert page.args[0].startswith("level:vertebra:T")
    real.show_page("level:vertebra:T8")
    assert "Posterior radicular vein: " not in _words(real)


def test_what_the_reader_scrolled_to_is_not_scrolled_back(real: ReaderPanel, qtbot: QtBot) -> None:
    real.finish()
    real.text.setFocus()
    qtbot.keyClick(real.text, Qt.Key.Key_PageDown)
    height = real.text.verticalScrollBar().value()
    assert height > 0
    real.resize(real.width(), 600)
    assert real.text.verticalScrollBar().value() == height


def test_the_scroll_bar_knows_how_long_the_article_is_before_it_is_written(real: ReaderPanel) -> None:
    page, bar = real.text.page, real.text.verticalScrollBar()
    assert page is not None and not page.done
    foreseen = bar.maximum()
    real.finish()
    assert bar.maximum() == pytest.approx(foreseen, rel=0.4)
    whole = real.text.document().size().height()
    assert bar.maximum() == pytest.approx(whole - real.text.viewport().height(), abs=1)


def test_nothing_selected_shows_the_article_again(panel: ReaderPanel) -> None:
    panel.show_selection([place("side-vein")])
    panel.show_selection([])
    assert panel.heading == small_atlas().title and not panel.card.isVisible()


def test_ten_rounds_of_selections_use_the_same_few_documents(panel: ReaderPanel) -> None:
    kept = set()
    for _ in range(10):
        for structure in small_atlas().structures:
            panel.show_selection([place(f"{structure}")])
            for level in small_atlas().levels:
                panel.show_selection([place(f"{structure}.{level}")])
                kept.add(id(panel.text.document()))
    assert len(kept) <= 20


# Mentions, citations and other links


def test_pointing_at_a_mention_tells_and_leaving_it_tells_too(panel: ReaderPanel, qtbot: QtBot) -> None:
    told: list[object] = []
    panel.mention_pointed.connect(told.append)
    qtbot.mouseMove(panel.text.viewport(), spot_of(panel.text, "side vein", after="On each"))
    qtbot.mouseMove(panel.text.viewport(), spot_of(panel.text, "On each side"))
    assert told[0] == place("side-vein.left") and told[-1] is None


def test_a_click_on_a_mention_follows_it_and_ctrl_adds(panel: ReaderPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.mention_followed) as followed:
        click_words(panel.text, "side vein", after="On each")
    assert followed.args == [place("side-vein.left"), False]
    with qtbot.waitSignal(panel.mention_followed) as followed:
        click_words(panel.text, "side vein", after="On each", ctrl=True)
    assert followed.args == [place("side-vein.left"), True]


def test_tab_and_enter_follow_a_mention_and_show_where_one_is(panel: ReaderPanel, qtbot: QtBot) -> None:
    panel.finish()
    panel.activateWindow()
    panel.text.setFocus()
    with qtbot.waitSignal(panel.mention_pointed) as pointed:
        qtbot.keyClick(panel.text, Qt.Key.Key_Tab)
    assert pointed.args == [place("midline-vein")]
    assert "midline vein" in marked_words(panel.text)
    with qtbot.waitSignal(panel.mention_followed) as followed:
        qtbot.keyClick(panel.text, Qt.Key.Key_Return)
    assert followed.args == [place("midline-vein"), False]


def test_what_is_pointed_at_on_the_plate_is_marked_in_the_text(panel: ReaderPanel) -> None:
    panel.finish()
    panel.mark_pointed(place("side-vein.right.C2"))
    assert {"side vein", "right side vein"} <= set(marked_words(panel.text))
    panel.mark_pointed(None)
    assert marked_words(panel.text) == []


def test_a_citation_leads_to_its_source_and_back(real: ReaderPanel) -> None:
    real.show_section("congestion")
    height = real.text.verticalScrollBar().value()
    real.text.link_followed.emit("source:1", False)
    assert real.text.verticalScrollBar().value() > height
    real.text.link_followed.emit("back:1", False)
    assert real.text.verticalScrollBar().value() == height


def test_a_link_to_a_section_beyond_the_page_is_told(panel: ReaderPanel, qtbot: QtBot) -> None:
    panel.show_selection([place("side-vein")])
    with qtbot.waitSignal(panel.section_followed) as followed:
        click_words(panel.text, "introduction", after="see the")
    assert followed.args == ["introduction"]
    panel.show_section("introduction")
    assert panel.heading == "Introduction" and not panel.card.isVisible()


def test_a_click_on_a_term_leads_to_it_in_the_glossary(real: ReaderPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(real.page_followed) as followed:
        click_words(real.text, "pia", after="a fine net in the")
    assert followed.args == ["glossary:pia-mater"]
    real.show_page(followed.args[0])
    assert real.heading == "Glossary" and words_in_view(real.text).startswith("Pia mater")


def test_a_larger_font_of_the_program_is_taken_over(panel: ReaderPanel) -> None:
    before = panel.text.document().defaultFont().pointSizeF()
    font = panel.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    panel.setFont(font)
    assert panel.text.document().defaultFont().pointSizeF() == pytest.approx(before * 2)


def test_a_web_link_is_only_told(panel: ReaderPanel, qtbot: QtBot) -> None:
    panel.show_section("trouble")
    with qtbot.waitSignal(panel.web_link_followed) as followed:
        click_words(panel.text, "a page")
    assert followed.args == ["https://example.org/veins"]


# Other pages


def test_handbook_glossary_and_sources_are_read_in_the_same_place(panel: ReaderPanel) -> None:
    panel.show_part("handbook")
    assert "Point at a vein." in _words(panel)
    panel.show_glossary()
    assert panel.heading == "Glossary" and "A natural cross-connection" in _words(panel)
    panel.show_sources()
    assert panel.heading == "Sources" and "Smith" in _words(panel)


# Finding, copying, printing, looks


def test_ctrl_f_finds_within_the_text_and_esc_ends_it(panel: ReaderPanel, qtbot: QtBot) -> None:
    panel.activateWindow()
    panel.text.setFocus()
    qtbot.keyClick(panel.text, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = panel.find_bar
    assert bar.isVisible()
    qtbot.keyClicks(bar.line, "MIDLINE")
    assert bar.count.text().startswith("1 of ")
    assert panel.text.textCursor().selectedText().lower() == "midline"
    qtbot.keyClick(bar.line, Qt.Key.Key_Return)
    assert bar.count.text().startswith("2 of ")
    qtbot.keyClick(bar.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text().startswith("1 of ")
    bar.line.clear()
    qtbot.keyClicks(bar.line, "xyzzy")
    assert bar.count.text() == "Not found"
    qtbot.keyClick(bar.line, Qt.Key.Key_Escape)
    assert not bar.isVisible() and marked_words(panel.text) == []


def _find(panel: ReaderPanel, qtbot: QtBot, words: str) -> None:
    panel.activateWindow()
    panel.find_bar.open()
    panel.find_bar.line.clear()
    qtbot.keyClicks(panel.find_bar.line, words)


def test_what_is_not_in_the_text_is_looked_for_everywhere(panel: ReaderPanel, qtbot: QtBot) -> None:
    bar = panel.find_bar
    _find(panel, qtbot, "midline")
    assert not bar.everywhere.isVisible()
    _find(panel, qtbot, "midline xyzzy")
    assert bar.count.text() == "Not found"
    assert marked_words(panel.text) == [] and not panel.text.textCursor().hasSelection()
    assert bar.everywhere.isVisible()
    with qtbot.waitSignal(panel.search_wanted) as wanted:
        qtbot.keyClick(bar.line, Qt.Key.Key_Return)
    assert wanted.args == ["midline xyzzy"] and not bar.isVisible()
    _find(panel, qtbot, "xyzzy")
    with qtbot.waitSignal(panel.search_wanted) as wanted:
        qtbot.mouseClick(bar.everywhere, Qt.MouseButton.LeftButton)
    assert wanted.args == ["xyzzy"]


def test_finding_ends_when_something_else_is_shown(panel: ReaderPanel, qtbot: QtBot) -> None:
    _find(panel, qtbot, "midline")
    panel.set_text_scale(1.2)
    assert panel.find_bar.isVisible()
    panel.show_selection([place("side-vein")])
    assert not panel.find_bar.isVisible()
    assert "midline" not in [words.lower() for words in marked_words(panel.text)]


def test_esc_ends_finding_wherever_the_keyboard_is(panel: ReaderPanel, qtbot: QtBot) -> None:
    for widget in (panel.text, panel.footer):
        _find(panel, qtbot, "midline")
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_Escape)
        assert not panel.find_bar.isVisible(), widget


def test_a_copy_has_its_citations_numbered_and_their_sources(panel: ReaderPanel) -> None:
    panel.finish()
    cursor = panel.text.document().find("lies on the")
    cursor.select(cursor.SelectionType.BlockUnderCursor)
    panel.text.setTextCursor(cursor)
    panel.copy_with_citations()
    copied = QGuiApplication.clipboard().text()
    smith = small_atlas().sources["smith1999"]
    jones = small_atlas().sources["jones2001"]
    assert f"winds. [{smith.number}]" in copied
    assert f"[{smith.number}] {smith.full}" in copied and jones.full not in copied
    assert smith.full.split(",")[0] in QGuiApplication.clipboard().mimeData().html()


def test_without_a_selection_everything_is_copied_with_one_list_of_sources(panel: ReaderPanel) -> None:
    panel.copy_with_citations()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(small_atlas().title)
    assert copied.count(small_atlas().sources["smith1999"].full) == 1


def test_a_copy_is_headed_by_what_was_selected(panel: ReaderPanel) -> None:
    panel.show_selection([place("side-vein.left.C1")])
    panel.copy_with_citations()
    assert QGuiApplication.clipboard().text().startswith("Side vein, left, cord segment C1\n")
    cursor = panel.text.document().find("blood goes the other way")
    panel.text.setTextCursor(cursor)
    panel.copy_with_citations()
    assert (
        QGuiApplication.clipboard()
        .text()
        .startswith("Side vein, left, cord segment C1\n\nblood goes the other way")
    )
    assert "Side vein, left, cord segment C1" in QGuiApplication.clipboard().mimeData().html()


def test_a_citation_tells_who_wrote_what_and_when(panel: ReaderPanel) -> None:
    panel.finish()
    tips = set()
    for citation in panel.text.page.citations:  # type: ignore[union-attr]
        cursor = panel.text.textCursor()
        cursor.setPosition(citation.start + 1)
        tips.add(cursor.charFormat().toolTip())
    assert "<qt>Smith 1999. Veins of the back. A Press</qt>" in tips


def test_a_print_is_on_paper_with_the_disclaimer(
    panel: ReaderPanel, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from PySide6.QtGui import QPdfWriter

    file = tmp_path_factory.mktemp("print") / "page.pdf"
    panel.show_selection([place("side-vein")])
    printer = QPdfWriter(str(file))
    panel.print_to(printer)
    del printer
    assert file.read_bytes().startswith(b"%PDF") and file.stat().st_size > 4000


@pytest.mark.parametrize("theme", ["dark", "high-contrast"])
def test_another_look_or_size_keeps_what_is_shown(panel: ReaderPanel, theme: str) -> None:
    panel.show_selection([place("side-vein")])
    panel.set_look(Look(load_theme(theme)))
    panel.set_text_scale(2.5)
    assert panel.heading == "Side vein" and panel.card.isVisible()
    assert panel.text.document().defaultFont().pointSizeF() == pytest.approx(panel.font().pointSizeF() * 2.5)


@pytest.mark.parametrize("width", [380, 480])
@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0, 2.5])
def test_no_text_runs_out_of_the_panel(qtbot: QtBot, width: int, scale: float) -> None:
    panel = _panel(qtbot, width)
    panel.set_text_scale(scale)
    panel.show_atlas(real_atlas())
    panel.finish()
    assert panel.text.horizontalScrollBar().maximum() == 0
    for part in ("handbook", "about"):
        panel.show_part(part)
        panel.finish()
        assert panel.text.horizontalScrollBar().maximum() == 0, part


@pytest.mark.parametrize("width", [300, 360, 380])
def test_a_panel_made_narrower_has_no_bar_across_and_stacks_its_tables(qtbot: QtBot, width: int) -> None:
    atlas = real_atlas()
    panel = _panel(qtbot, 640)
    panel.show_atlas(atlas)
    for section in {condition.section for condition in atlas.conditions.values()}:
        panel.resize(640, 800)
        panel.show_section(section)
        panel.resize(width, 800)
        assert not panel.text.horizontalScrollBar().isVisible(), section
        QCoreApplication.processEvents()
        assert not panel.text.horizontalScrollBar().isVisible(), section
        panel.finish()
        qtbot.waitUntil(lambda: panel.text.horizontalScrollBar().maximum() == 0)
        assert panel.heading == atlas.sections[section].title
        assert words_in_view(panel.text).startswith(panel.heading)
    panel.show_article()
    panel.finish()
    assert bool(_tables(panel)) == (width > 28 * panel.fontInfo().pixelSize())


def _tables(panel: ReaderPanel) -> list[QTextFrame]:
    frames = panel.text.document().rootFrame().childFrames()
    return [frame for frame in frames if isinstance(frame, QTextTable)]


def test_what_is_too_wide_to_be_broken_can_still_be_scrolled_to(panel: ReaderPanel, qtbot: QtBot) -> None:
    page = panel.text.page
    assert page is not None
    panel.finish()
    cursor = QTextCursor(page.document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    shape = QTextTableFormat()
    shape.setColumnWidthConstraints([QTextLength(QTextLength.Type.FixedLength, 2000)])
    cursor.insertTable(1, 1, shape)
    qtbot.waitUntil(panel.text.horizontalScrollBar().isVisible)


@pytest.mark.parametrize("width", [450, 340])
def test_a_section_takes_another_size_and_look(qtbot: QtBot, width: int) -> None:
    panel = _panel(qtbot, width)
    panel.show_atlas(small_atlas())
    panel.show_section("trouble")
    panel.set_text_scale(2.5)
    size = panel.font().pointSizeF() * 2.5
    assert panel.text.document().defaultFont().pointSizeF() == pytest.approx(size)
    panel.set_look(Look(load_theme("dark")))
    (spot, *_) = panel.text.page.spots if panel.text.page else ()
    cursor = QTextCursor(panel.text.document())
    cursor.setPosition(spot.end)
    assert cursor.charFormat().foreground().color() == Look(load_theme("dark")).ui("link")


def test_every_structure_of_the_shipped_atlas_can_be_read_about(real: ReaderPanel) -> None:
    for structure in real_atlas().structures.values():
        real.show_selection([place(structure.id)])
        assert real.heading == structure.name
        assert real.shown_sections or structure.untold, structure.id


def test_nothing_is_ever_loaded_from_elsewhere(panel: ReaderPanel) -> None:
    assert panel.text.openLinks() is False
    assert panel.text.loadResource(2, "file:///etc/passwd") is None


def test_a_name_in_large_letters_is_never_cut(real: ReaderPanel) -> None:
    real.set_text_scale(2.5)
    real.resize(400, 420)
    real.show_selection([place("posterolateral-spinal-vein.left.T3")])
    QCoreApplication.processEvents()
    name = real.card.name
    assert name.height() >= name.heightForWidth(name.width())
    assert real.card.latin.isHidden()
    real.set_text_scale(1.0)
    real.resize(480, 900)
    assert not real.card.latin.isHidden()
