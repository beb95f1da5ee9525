"""The trail, the selection, links and addresses: small things that must be exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.address import Address
from viewer.core.errors import AddressError
from viewer.core.link import ViewLink
from viewer.core.selection import Selection
from viewer.core.structure import StructureId
from viewer.core.trail import Trail

ids = st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1).map(StructureId)
addresses = st.builds(
    Address, ids, st.sampled_from(["", "left", "right"]), st.sampled_from(["", "C1", "T12", "Co1"])
)


@given(addresses)
def test_an_address_reads_back_what_it_writes(address: Address) -> None:
    assert Address.parse(str(address)) == address
    assert Address.parse(f"{address}#2") == address
    assert Address(address.structure).covers(address)
    assert address.covers(address)


@pytest.mark.parametrize(
    "text", ["", ".", "a.", ".left", "a..T8", "a.left.T8.x", "a.T8.left", "#2", "a.left."]
)
def test_what_has_not_the_form_of_an_address_is_an_error(text: str) -> None:
    with pytest.raises(AddressError):
        Address.parse(text)


def test_a_side_does_not_cover_the_other() -> None:
    assert not Address.parse("a.left").covers(Address.parse("a.right.T8"))
    assert not Address.parse("a.T8").covers(Address.parse("a.T9"))
    assert Address.parse("a.T8").covers(Address.parse("a.left.T8"))
    assert not Address.parse("a.left").covers(Address.parse("a"))


coordinates = st.floats(-9999, 9999).map(lambda value: round(value, 2))


@given(
    ids,
    st.lists(addresses, unique=True, max_size=4),
    st.floats(0.01, 99).map(lambda zoom: float(f"{zoom:.5g}")),
    coordinates,
    coordinates,
)
def test_a_link_opens_what_it_was_made_of(
    plate: str, chosen: list[Address], zoom: float, x: float, y: float
) -> None:
    link = ViewLink(plate, tuple(chosen), zoom, x, y)
    read = ViewLink.parse(str(link))
    assert (read.plate, read.addresses, read.zoom) == (link.plate, link.addresses, link.zoom)
    assert (read.x, read.y) == pytest.approx((x, y), abs=0.05)


def test_a_bare_address_is_a_link() -> None:
    link = ViewLink.parse("posterior-radicular-veins.right.T8")
    assert link == ViewLink("", (Address.parse("posterior-radicular-veins.right.T8"),))
    assert str(link) == "posterior-radicular-veins.right.T8"
    whole = ViewLink.parse("dorsal/posterior-radicular-veins.right.T8?zoom=2.5&at=12,1060")
    assert (whole.plate, whole.zoom, whole.x, whole.y) == ("dorsal", 2.5, 12.0, 1060.0)
    assert str(whole) == "dorsal/posterior-radicular-veins.right.T8?zoom=2.5&at=12,1060"


@pytest.mark.parametrize(
    "text",
    [
        "", "/", "/a", "a/b/c", "?zoom=1", "a?zoom=x", "a?zoom=nan&at=1,2", "a?zoom=inf", "a?zoom=1&at=1",
        "a?at=1,nan", "a,b.",
    ],
)  # fmt: skip
def test_what_is_no_link_is_an_error(text: str) -> None:
    with pytest.raises(AddressError):
        ViewLink.parse(text)


@given(st.text())
def test_no_text_breaks_the_reader_of_links(text: str) -> None:
    try:
        link = ViewLink.parse(text)
    except AddressError:
        return
    assert link.plate or link.addresses


def test_back_and_forward_go_over_the_places_visited() -> None:
    trail: Trail[str] = Trail()
    assert trail.here is None
    assert trail.back() is None
    for place in ("a", "b", "b", "c"):
        trail.visit(place)
    assert (trail.back(), trail.back(), trail.back()) == ("b", "a", None)
    assert trail.can_forward
    assert (trail.forward(), trail.here) == ("b", "b")
    trail.visit("d")
    assert not trail.can_forward
    assert trail.forward() is None
    assert trail.back() == "b"


def test_a_place_can_be_told_anew_without_a_step() -> None:
    trail: Trail[str] = Trail()
    trail.replace("a")
    trail.visit("b")
    trail.replace("c")
    assert (trail.here, trail.back(), trail.forward()) == ("c", "a", "c")


@given(st.lists(st.one_of(st.integers(0, 5), st.sampled_from(["back", "forward"]))))
def test_a_trail_behaves_like_a_browser(acts: list[int | str]) -> None:
    trail: Trail[int] = Trail()
    past: list[int] = []
    ahead: list[int] = []
    for act in acts:
        if act == "back":
            if len(past) > 1:
                ahead.append(past.pop())
            trail.back()
        elif act == "forward":
            if ahead:
                past.append(ahead.pop())
            trail.forward()
        elif isinstance(act, int):
            if not past or past[-1] != act:
                past.append(act)
                ahead.clear()
            trail.visit(act)
        assert trail.here == (past[-1] if past else None)
        assert (trail.can_back, trail.can_forward) == (len(past) > 1, bool(ahead))


def test_a_long_way_does_not_grow_without_end() -> None:
    trail: Trail[int] = Trail()
    for place in range(10_000):
        trail.visit(place)
    steps = 0
    while trail.back() is not None:
        steps += 1
    assert steps == 499


def test_adding_what_is_selected_takes_it_out() -> None:
    one, other = Address.parse("a.left"), Address.parse("b")
    chosen = Selection().with_added(one).with_added(other)
    assert chosen.addresses == (one, other)
    assert one in chosen
    assert chosen.with_added(other) == Selection((one,))
    assert not Selection()
