"""What the screens' long lists read: first the local numbers of all rows in order (8 bytes each, so that any place of a
long list is reached at once), then the rows of the visible page. Figures over records belong to ``rules``."""

from kampungkb_desktop.store.lists.activities import (
    ActivityFilter,
    ActivityRow,
    active_villages,
    activity_ids,
    activity_rows,
)
from kampungkb_desktop.store.lists.due import (
    DueName,
    DueWords,
    due_families,
    due_found,
    due_people,
    due_words,
    families_found,
    families_of_people,
    families_of_stray_records,
    first_action,
    villages_of_records,
)
from kampungkb_desktop.store.lists.families import ORDERS as FAMILY_ORDERS
from kampungkb_desktop.store.lists.families import FamilyFilter, FamilyRow, families_gone, family_ids, family_rows
from kampungkb_desktop.store.lists.finding import Found, first_found, first_numbers, found_records
from kampungkb_desktop.store.lists.members import MemberFilter, MemberRow, member_ids, member_rows
from kampungkb_desktop.store.lists.mutations import (
    MutationRow,
    any_mutation_after,
    last_mutation,
    mutation_rows,
    mutations_after,
)
from kampungkb_desktop.store.lists.restricted import (
    HEAD_HIDDEN,
    HIDDEN,
    hidden_heads,
    is_number,
    restricted_families,
    restricted_members,
)
from kampungkb_desktop.store.lists.typed import (
    FAMILIES,
    VISITS,
    Standing,
    Way,
    all_of,
    first_of,
    highest,
    standing,
    with_words,
)
from kampungkb_desktop.store.lists.villages import VillageRow, counted, village_rows
from kampungkb_desktop.store.lists.visits import ORDERS as VISIT_ORDERS
from kampungkb_desktop.store.lists.visits import VisitFilter, VisitRow, due_counts, due_days, visit_ids, visit_rows

__all__ = [
    "FAMILIES", "FAMILY_ORDERS", "HEAD_HIDDEN", "HIDDEN", "VISITS", "VISIT_ORDERS", "ActivityFilter", "ActivityRow",
    "DueName", "DueWords", "FamilyFilter", "FamilyRow", "Found", "MemberFilter", "MemberRow", "MutationRow", "Standing",
    "VillageRow", "VisitFilter", "VisitRow", "Way", "active_villages", "activity_ids", "activity_rows", "all_of",
    "any_mutation_after", "counted", "due_counts", "due_days", "due_families", "due_found", "due_people", "due_words",
    "families_found", "families_gone", "families_of_people", "families_of_stray_records", "family_ids", "family_rows",
    "first_action", "first_found", "first_numbers", "first_of", "found_records", "hidden_heads", "highest", "is_number",
    "last_mutation",
    "member_ids", "member_rows", "mutation_rows", "mutations_after", "restricted_families", "restricted_members",
    "standing", "village_rows", "villages_of_records", "visit_ids", "visit_rows", "with_words",
]  # fmt: skip
