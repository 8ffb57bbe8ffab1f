"""Everything that may be read, as plain values: records and figures of the forms, the change log, and what stands
beside it. Lists of the screens are in ``store.lists``."""

from kampungkb_desktop.store.read.log import (
    Sought,
    actions,
    author_of,
    authors_of_actions,
    changes_of,
    changes_of_action,
    changes_since,
    counts_since,
    existing,
    has_changes,
    held,
    last_wall,
    next_seq,
    own_actions,
    records_of_village,
    records_saying,
    seen,
    village_state,
    weights,
    whole_state,
)
from kampungkb_desktop.store.read.rows import (
    Where,
    any_of,
    by_ids,
    count,
    counts_per_form,
    exists,
    heads,
    record,
    records,
    rows,
    village_of,
)
from kampungkb_desktop.store.read.state import (
    any_device,
    conflicts,
    devices,
    draft,
    drafts,
    files,
    meta,
    names_of,
    own_device,
    peer,
    peers,
    secret,
    setting,
    settings,
    waiting,
)

__all__ = [
    "Sought", "Where", "actions", "any_device", "any_of", "author_of", "authors_of_actions", "by_ids", "changes_of",
    "changes_of_action", "changes_since", "conflicts", "count", "counts_per_form", "counts_since", "devices",
    "draft", "drafts", "existing", "exists", "files", "has_changes", "heads", "held", "last_wall", "meta",
    "names_of", "next_seq", "own_actions", "own_device", "peer", "peers", "record", "records", "records_of_village",
    "records_saying", "rows", "secret", "seen", "setting", "settings", "village_of", "village_state", "waiting",
    "weights", "whole_state",
]  # fmt: skip
