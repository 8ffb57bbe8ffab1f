"""Everything that may be written. Only ``actions`` imports this: a write without its change in the log is a bug."""

from kampungkb_desktop.store.write.erased import bare_actions, note_erased, redact
from kampungkb_desktop.store.write.joined import put_joined
from kampungkb_desktop.store.write.log import (
    add_action,
    device_number,
    forget_changes,
    insert_changes,
    merge_seen,
    put_device,
)
from kampungkb_desktop.store.write.rows import bulk_pays, delete_rows, rebuild_search, upsert_rows
from kampungkb_desktop.store.write.state import (
    clear_conflicts,
    clear_waiting,
    drop_draft,
    drop_file,
    drop_meta,
    drop_setting,
    put_draft,
    put_file,
    put_meta,
    put_peer,
    put_secret,
    put_setting,
    set_conflicts,
    set_waiting,
)

__all__ = [
    "add_action", "bare_actions", "bulk_pays", "clear_conflicts", "clear_waiting", "delete_rows", "device_number",
    "drop_draft", "drop_file", "drop_meta", "drop_setting", "forget_changes", "insert_changes", "merge_seen",
    "note_erased", "put_device", "put_draft", "put_file", "put_joined", "put_meta", "put_peer", "put_secret",
    "put_setting", "rebuild_search", "redact", "set_conflicts", "set_waiting", "upsert_rows",
]  # fmt: skip
