# mypy: ignore-errors
"""Morango's part of ``bench_sync``, run by a Python of its own that has Morango and Django, never by ours.

``python morango_side.py export FOLDER`` reads ``records.jsonl`` and writes ``buffers.json``; ``python morango_side.py
import FOLDER`` takes those in, and once more. It is driven in process, as its own tests drive it: no HTTP, no signing
and no encryption, which is in its favour. Prints seconds of processor time as JSON.
"""

import json
import sys
import time
import uuid
from pathlib import Path

PROFILE, FILTER, CHUNK = "bench", "64", 500
MODELS = """
from django.db import models
from morango.models.core import SyncableModel

class Kept(SyncableModel):
    morango_profile = "bench"
    village = models.TextField(null=True)
    status = models.TextField(null=True)

    def calculate_source_id(self):
        return None

    def calculate_partition(self):
        return self.village

    class Meta:
        abstract = True

class Family(Kept):
    morango_model_name = "family"
    head_name = models.TextField(null=True)
    rt = models.TextField(null=True)
    rw = models.TextField(null=True)
    kk = models.TextField(null=True)
    address = models.TextField(null=True)

class Member(Kept):
    morango_model_name = "member"
    family = models.ForeignKey(Family, null=True, on_delete=models.CASCADE)
    full_name = models.TextField(null=True)
    nik = models.TextField(null=True)

class Visit(Kept):
    morango_model_name = "visit"
    family = models.ForeignKey(Family, null=True, on_delete=models.CASCADE)
"""


def set_up(folder, side):
    """Django over one encrypted-by-nobody SQLite file, with the tables of the three forms."""
    package = folder / "kept"
    package.mkdir(exist_ok=True)
    (package / "__init__.py").write_text("")
    (package / "models.py").write_text(MODELS)
    sys.path.insert(0, str(folder))
    import django
    from django.conf import settings

    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / f"{side}.sqlite3")}
    settings.configure(
        INSTALLED_APPS=["django.contrib.contenttypes", "mptt", "morango", "kept"], DATABASES={"default": database},
        SECRET_KEY="bench", USE_TZ=True, DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    )  # fmt: skip
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, run_syncdb=True)


def session_of(push, client, server):
    from django.utils import timezone
    from morango.models.core import SyncSession, TransferSession

    now = timezone.now()
    sync = SyncSession.objects.create(id=uuid.uuid4().hex, profile=PROFILE, last_activity_timestamp=now)
    return TransferSession.objects.create(
        id=uuid.uuid4().hex, filter=FILTER, push=push, sync_session=sync, last_activity_timestamp=now,
        client_fsic=json.dumps(client), server_fsic=json.dumps(server),
    )  # fmt: skip


def write_records(folder):
    """The same answers under Morango's own ids; links follow."""
    from kept import models

    ids, made = {}, {"family": [], "member": [], "visit": []}
    for text in (folder / "records.jsonl").read_text().splitlines():
        form, record, values = json.loads(text)
        link = values.pop("family_id", None)
        one = getattr(models, form.capitalize())(**values, **({"family_id": ids[link]} if link else {}))
        one.id = ids[record] = one.calculate_uuid()
        made[form].append(one)
    for form, some in made.items():
        getattr(models, form.capitalize()).objects.bulk_create(some, batch_size=CHUNK)


def export(folder):
    from morango.api.serializers import BufferSerializer
    from morango.models.certificates import Filter
    from morango.models.core import Buffer, DatabaseMaxCounter
    from morango.sync import operations

    write_records(folder)
    begin = time.process_time()
    operations._serialize_into_store(PROFILE)
    told = DatabaseMaxCounter.calculate_filter_specific_instance_counters(
        Filter(FILTER), is_producer=True, v2_format=True
    )
    transfer = session_of(True, told, {"sub": {}, "super": {}})
    operations._queue_into_buffer_v2(transfer)
    queued = Buffer.objects.filter(transfer_session=transfer).order_by("pk")
    parts = [
        json.dumps(BufferSerializer(queued[start : start + CHUNK], many=True).data)
        for start in range(0, queued.count(), CHUNK)
    ]
    (folder / "buffers.json").write_text(json.dumps([told, *parts]))
    return {"export": time.process_time() - begin, "size": (folder / "buffers.json").stat().st_size}


def take_in(folder):
    from kept import models
    from morango.models.core import Store
    from morango.sync import operations
    from morango.sync.utils import validate_and_create_buffer_data

    told, *parts = json.loads((folder / "buffers.json").read_text())
    spent = []
    for _ in range(2):
        transfer = session_of(True, told, {"sub": {}, "super": {}})
        begin = time.process_time()
        for part in parts:
            some = json.loads(part)
            for one in some:  # as the network's end does, which makes the session under the sender's id
                one["transfer_session"] = transfer.id
                for counter in one["rmcb_list"]:
                    counter["transfer_session"] = transfer.id
            validate_and_create_buffer_data(some, transfer)
        operations._dequeue_into_store(transfer, transfer.client_fsic, v2_format=True)
        operations._deserialize_from_store(PROFILE)
        spent.append(time.process_time() - begin)
    rows = sum(one.objects.count() for one in (models.Family, models.Member, models.Visit))
    wrong = Store.objects.exclude(deserialization_error="").exclude(deserialization_error=None).count()
    return {"take_in": spent[0], "again": spent[1], "rows": rows, "wrong": wrong}


if __name__ == "__main__":
    what, where = sys.argv[1], Path(sys.argv[2])
    set_up(where, what)
    print(json.dumps(export(where) if what == "export" else take_in(where)))
