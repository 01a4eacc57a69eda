r"""Shortest travel times over a timetable, for all origins and departures at once: one backward profile scan per kind.

Source: J. Dibbelt, T. Pajor, B. Strasser, D. Wagner, Connection Scan Algorithm, ACM Journal of Experimental
Algorithmics 23 (2018), section on profiles; first in SEA 2013.

A connection $c$ is a vehicle that leaves stop $o_c$ at $d_c$ and stands at the next stop $t_c$ at $a_c$, in run $r_c$.
Let $w_{xy}$ be the seconds between getting off at $x$ and getting on at $y$ (a walk and the change time; $y$ may be
$x$) and $e_x$ the walk from stop $x$ to the nearest facility of a kind, both infinite where that can't be done. The
earliest arrival at a facility of one who sits in $c$ is the least of three:

$$\tau_c = \min\{ a_c + e_{t_c}, \tau_{n(c)}, \min\{\tau_{c'} : d_{c'} \ge a_c + w_{t_c o_{c'}}\} \}$$

get off and walk there; stay seated, $n(c)$ being the next connection of the run; or change into a $c'$. The first and
third need leave to get off at $t_c$, and a $c'$ leave to get on. As $d_{c'} \ge a_c \ge d_c$, scanning all connections
by departure, last first, meets every $c'$ before $c$: one pass is enough for any number of origins and departures.

What a stop remembers are two lists of pairs (time, arrival), in which a later time has a later arrival:

* $B_o$, by the time at which one gets on at $o$. A $c$ that arrives no sooner than all later ones at $o$ adds nothing.
* $C_x$, by the time at which one gets off at $x$, with $w$ taken off. It holds every $(d_c - w_{x o_c}, \tau_c)$
  worth keeping: one walk lies between two rides, never two, and walks need not be transitively closed.

From a site $s$ with walks $f_{sx}$ to stops the arrival after leaving at $t$ is the least of $t$ plus the walk all the
way and, over $x$, the arrival in $B_x$ of the first pair at or after $t + f_{sx}$. No change time is asked before the
first ride; waiting for it counts. Times are whole seconds. Hops of no seconds: within a run they are scanned in their
order; a change of no seconds (a timed one) between two hops of no seconds in the same second may be missed.

Cost: one step per connection and kind, each a few comparisons of whole numbers, against one step per connection,
departure and origin of a forward scan with the origins as an array: 7 x 400,000 against 12 x 400,000 x 1,200.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from spreiding.travel.gtfs.timetable import Ints, Timetable
from spreiding.travel.walking import NEVER, Links

_BEAT = 20_000  # connections between two words to the progress bar
Pairs = tuple[list[int], list[int]]
Step = tuple[int, int, int, int, int, bool, bool, bool]


@dataclass(frozen=True)
class Profiles:
    """Per stop (row of stops.txt) the list B: times of getting on, negated and so ascending, and arrivals."""

    of: dict[int, Pairs]

    def arrivals(self, stop: int, moments: Ints) -> Ints:
        """Earliest arrival at a facility of those who stand at a stop at these moments; ``NEVER`` for none."""
        negated, arrivals = self.of.get(stop, ([], []))
        at = np.searchsorted(np.array(negated, dtype=np.int64), -moments, side="right")
        result: Ints = np.array([NEVER, *arrivals], dtype=np.int64)[at]
        return result


class Scanner:
    """A timetable with the ways of changing, ready to be scanned for one kind of facility after the other."""

    def __init__(self, timetable: Timetable, changes: Links, stops: int) -> None:
        """Lay out columns as lists, which Python walks through faster than arrays; ``stops``: rows of stops.txt."""
        self._columns = tuple(column.tolist() for column in _columns(timetable))
        self._onward, self._runs, self._stops = timetable.onward, timetable.runs, stops
        self._into: dict[int, list[tuple[int, int]]] = {}
        for origin, target, seconds in zip(
            changes.origin.tolist(), changes.target.tolist(), changes.seconds.tolist(), strict=True
        ):
            self._into.setdefault(target, []).append((origin, seconds))

    def scan(self, egress: Ints, watch: Callable[[int], None] = lambda _: None) -> Profiles:
        """Scan once; ``egress``: seconds from each row of stops.txt to a facility. ``watch`` hears connections done."""
        to_facility = egress.tolist()
        boarding: dict[int, Pairs] = {}
        changing: list[Pairs | None] = [None] * self._stops
        seated = [NEVER] * self._runs
        for leaves, arrives, origin, target, run, board, alight, ends in self._steps(watch):
            arrival = (
                min((seated[after] for after in self._onward.get(run, ())), default=NEVER) if ends else seated[run]
            )
            if alight:
                arrival = min(arrival, arrives + to_facility[target], _first(changing[target], arrives))
            if arrival >= NEVER:
                continue
            seated[run] = arrival
            if board and _board(boarding, origin, leaves, arrival):
                for stop, seconds in self._into.get(origin, ()):
                    pairs = changing[stop]
                    if pairs is None:
                        pairs = changing[stop] = ([], [])
                    _insert(pairs, leaves - seconds, arrival)
        return Profiles(boarding)

    def _steps(self, watch: Callable[[int], None]) -> Iterator[Step]:
        for start in range(0, len(self._columns[0]), _BEAT):
            steps = zip(*(column[start : start + _BEAT] for column in self._columns), strict=True)
            yield from steps
            watch(min(_BEAT, len(self._columns[0]) - start))


def _columns(table: Timetable) -> tuple[np.ndarray, ...]:
    ints = (table.leaves, table.arrives, table.origin, table.target, table.run)
    return (*ints, table.board, table.alight, table.ends)


def _first(pairs: Pairs | None, moment: int) -> int:
    """The arrival in C for one who gets off at a moment."""
    if pairs is None:
        return NEVER
    at = bisect_right(pairs[0], -moment)
    return pairs[1][at - 1] if at else NEVER


def _board(boarding: dict[int, Pairs], stop: int, moment: int, arrival: int) -> bool:
    """Add a pair to B, unless a ride at or after that moment arrives as soon; say whether it was added."""
    pairs = boarding.get(stop)
    if pairs is None:
        boarding[stop] = ([-moment], [arrival])
        return True
    if arrival >= pairs[1][-1]:
        return False
    pairs[0].append(-moment)
    pairs[1].append(arrival)
    return True


def _insert(pairs: Pairs, moment: int, arrival: int) -> None:
    """Add a pair to C and drop those that it makes needless: times negated ascending, arrivals descending."""
    negated, arrivals = pairs
    at = bisect_right(negated, -moment)
    if at and arrivals[at - 1] <= arrival:
        return
    end = at
    while end < len(arrivals) and arrivals[end] >= arrival:
        end += 1
    if at and negated[at - 1] == -moment:
        at -= 1
    negated[at:end] = [-moment]
    arrivals[at:end] = [arrival]
