"""Forms whose records may belong to a whole kabupaten/kota or province: its Pokja, regulations and plans. Such a record
has no village; every officer of the office gets it, and anybody may mend it, like the letterhead."""

from __future__ import annotations

OF_AN_AREA = frozenset({"pokja_member", "regulation", "work_plan", "plan_line"})
"""Only their records without a village are meant; those of a village go where its others go."""

OF_A_MEETING = frozenset({"activity", "attendee", "minute_item", "method_service", "attachment"})
"""What an activity of the kecamatan, the kabupaten or the province consists of. One that names such a level has no
village, reaches every officer and may be mended by anybody; office work, which names none, stays with its writer."""

LOSS = "loss"
"""Not a form but a statement of the district: changes of a dead laptop that hold nothing up any more (``FORGIVE``)."""

OF_THE_OFFICE = frozenset({"office_rule", "region_change"})
"""What a district hands to all its officers and only a district writes: rule files and changed regions."""
