"""The filled sheet "Theo dõi việc" read back: what has a result, what has none, which figures it names.

It sets the figures of a result beside those that were promised and leaves it at that: no verdict on people,
no order of merit, no rate of fulfilment beside a name.
"""

from pledgecheck.followup.model import Compared, Figure, Followed, FollowUp, UnitCount
from pledgecheck.followup.read import read_follow_up

__all__ = ["Compared", "Figure", "FollowUp", "Followed", "UnitCount", "read_follow_up"]
