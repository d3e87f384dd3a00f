"""Who was made of whom, under any sequence of making, revoking, taking down and restoring."""

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from mutoscope.core.montage.lineage import Edge, Grant, above, below, link, parts_gone
from mutoscope.core.policy.reuse import REUSES, Offer, Reuse, Role, why_not
from mutoscope.core.units import Refusal

ROLES: tuple[Role, ...] = ("duet", "stitch", "clip", "remix", "template", "react", "greenscreen")
NEEDS: dict[Role, Reuse] = {
    "duet": "duet",
    "react": "duet",
    "greenscreen": "duet",
    "stitch": "stitch",
    "clip": "remix",
    "remix": "remix",
    "template": "template",
}


def edge(child: int, parent: int, role: Role = "clip") -> Edge:
    return Edge(child, parent, role, Grant(0, own=False, allows=REUSES))


class Videos(RuleBasedStateMachine):
    """A small network in which people make videos of videos, change their minds, and staff decides."""

    @initialize()
    def begin(self) -> None:
        self.edges: tuple[Edge, ...] = ()
        self.allows: dict[int, tuple[Reuse, ...]] = {1: REUSES}
        self.gone: set[int] = set()
        self.refused = 0

    def pick(self, data: st.DataObject) -> int:
        return data.draw(st.sampled_from(sorted(self.allows)))

    @rule(data=st.data(), allows=st.sets(st.sampled_from(REUSES)), role=st.sampled_from(ROLES))
    def make(self, data: st.DataObject, allows: set[Reuse], role: Role) -> None:
        """Somebody makes a new video of up to three others."""
        child = len(self.allows) + 1
        parents = data.draw(st.sets(st.sampled_from(sorted(self.allows)), max_size=3))
        self.allows[child] = tuple(one for one in REUSES if one in allows)
        for parent in sorted(parents):
            offer = Offer(
                sees=parent not in self.gone, for_everyone=True, has_account=True, allows=self.allows[parent]
            )
            if why_not(offer, [role]) is None:
                self.edges = link(
                    self.edges, Edge(child, parent, role, Grant(child, own=False, allows=self.allows[parent]))
                )

    @rule(data=st.data(), allows=st.sets(st.sampled_from(REUSES)))
    def change_mind(self, data: st.DataObject, allows: set[Reuse]) -> None:
        """What was made keeps the leave it was made with."""
        before = self.edges
        self.allows[self.pick(data)] = tuple(one for one in REUSES if one in allows)
        assert self.edges == before

    @rule(data=st.data())
    def take_down(self, data: st.DataObject) -> None:
        self.gone.add(self.pick(data))

    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        self.gone.discard(self.pick(data))

    @rule(data=st.data())
    def confirm(self, data: st.DataObject) -> None:
        """Somebody says of any video that it is from any other one, in whatever order they were made."""
        child, parent = self.pick(data), self.pick(data)
        fresh = Edge(child, parent, "clip", Grant(99, own=False, by="confirmed"))
        try:
            self.edges = link(self.edges, fresh)
        except Refusal as no:
            assert no.code == "made_of_itself"
            assert child == parent or child in above(self.edges, parent)

    @invariant()
    def nothing_is_made_of_itself(self) -> None:
        for video in self.allows:
            assert video not in above(self.edges, video) and video not in below(self.edges, video)

    @invariant()
    def every_edge_has_its_leave(self) -> None:
        """The grant of each allows what it was used for, or its creator said so themselves; no edge twice."""
        for one in self.edges:
            assert one.grant.by == "confirmed" or NEEDS[one.role] in one.grant.allows
        assert len({(one.child, one.parent, one.role) for one in self.edges}) == len(self.edges)

    @invariant()
    def what_is_gone_shows_nowhere(self) -> None:
        """Both ways round: a part is replaced exactly while its video is gone."""
        for video in self.allows:
            replaced = parts_gone(self.edges, video, self.gone)
            parents = {one.parent for one in self.edges if one.child == video}
            assert replaced == parents & self.gone


TestVideos = Videos.TestCase


def test_no_circles() -> None:
    """Not directly, not through others; a second time is no second edge."""
    chain = link(link((), edge(2, 1)), edge(3, 2))
    for child, parent in ((1, 1), (1, 2), (1, 3), (2, 3)):
        with pytest.raises(Refusal, match="itself"):
            link(chain, edge(child, parent))
    assert link(chain, edge(3, 2)) == chain and len(link(chain, edge(3, 1))) == 3
    assert above(chain, 3) == {1, 2} and below(chain, 1) == {2, 3}
