"""A ledger's claims worked out on a cluster: the same as here, by the same code.

The ledger stays where it is: workers get the parts of the news that a batch touches, and give back claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from reportedly.claiming import Maker
from reportedly.cluster import spread
from reportedly.errors import LedgerError
from reportedly.lexicon import Tables
from reportedly.loop.unit import Unit, Worked, worked
from reportedly.loop.update import update
from reportedly.store.sqlite import Database

BATCH = 5000
"""Documents whose claims are worked out at a time: the more, the less is worked out twice."""


def update_on(scheduler: str, ledger: Path, tables: Tables) -> Iterator[int]:
    """Bring a ledger's tables up to date on a cluster; yield how many documents are left after each batch.

    Raises `InputError` where no scheduler answers, and `LedgerError` where a part was worked out by no
    worker; what was done by then is kept.
    """

    def workers(maker: Maker, units: Iterable[Unit]) -> Iterator[Worked]:
        for _, done, why in spread(scheduler, worked, maker, units):
            if done is None:
                raise LedgerError(f"{ledger}: claims were not worked out, {why}; run the same command again")
            yield done

    with closing(Database(ledger, write=True)) as db:
        yield from update(db, tables, batch=BATCH, workers=workers)
