"""The order of a visit's questions on the screen: what is measured and said first, what seldom changes last."""

from __future__ import annotations

from collections.abc import Mapping

from kampungkb_desktop.actions.visit_file import Detail
from kampungkb_desktop.forms.adolescent import AdolescentCheck
from kampungkb_desktop.forms.catin import CatinCheck
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.ui.form_view import Section

HEAD = Section("Siapa dan kapan", ("target", "member_id", "visited_on"))

TAIL = (
    Section("Hasil dan tindak lanjut", (
        "findings", "next_visit_on", "toddlers_met", "counselling", "support_received",
    )),
    Section("Rujukan dan bantuan sosial", (
        "referral", "referral_to", "referral_closed_on", "referral_result", "referral_note", "social_aid",
        "social_aid_kinds", "social_aid_other", "social_aid_funding", "social_aid_closed_on", "social_aid_result",
        "social_aid_note",
    )),
    Section("Lingkungan rumah", (
        "smoke_exposure", "mbg", "water", "water_other", "latrine", "latrine_other",
    )),
    Section("Catatan petugas", ("visited_by", "phone", "latitude", "longitude", "note")),
)  # fmt: skip

DETAIL_SECTIONS: Mapping[type[Detail], tuple[Section, ...]] = {
    ChildMeasurement: (
        Section("Pengukuran", ("weight_kg", "lenhei_cm", "position", "head_cm", "oedema")),
        Section("Makanan, imunisasi, dan perkembangan", (
            "posyandu_this_month", "bkb_this_month", "exclusive_breastfeeding", "breastfed", "complementary_food",
            "kka_filled", "kka_result", "mother_kb", "immunisations",
        )),
        Section("Saat lahir", ("gestation_weeks", "birth_weight_g", "birth_length_cm", "note")),
    ),
    PregnancyCheck: (
        Section("Pemeriksaan ibu", (
            "gestation_weeks", "phase", "weight_kg", "lila_cm", "hb_checked", "hb_g_dl", "hb_reason", "systolic",
            "diastolic", "height_cm", "weight_first_trimester_kg", "blood_sugar_mg_dl", "protein_urine",
        )),
        Section("Tablet tambah darah (TTD)", ("tablets_received", "tablets_taken")),
        Section("Pemeriksaan janin", ("babies", "fundal_height_cm", "estimated_weight_g", "heart_rate", "moves")),
        Section("Riwayat", ("child_number", "last_child_born_on", "illnesses", "illness_other")),
        Section("Keadaan terakhir", ("delivered", "mother_alive", "postpartum_kb", "postpartum_method", "note")),
    ),
    PostpartumCheck: (
        Section("Persalinan", (
            "delivered_on", "birth_place", "attendant", "birth_mode", "gestation_weeks",
        )),
        Section("Bayi", ("babies", "baby_state", "birth_weight_g", "birth_length_cm", "exclusive_breastfeeding")),
        Section("Keadaan ibu", ("mother_alive", "troubles", "trouble_other", "iron_tablets")),
        Section("KB pasca salin", ("postpartum_kb", "kb_method", "kb_reason", "note")),
    ),
    CatinCheck: (
        Section("Pemeriksaan", (
            "role", "wedding_on", "weight_kg", "height_cm", "lila_cm", "hb_g_dl", "iron_tablets",
        )),
        Section("Kebiasaan dan Elsimil", (
            "smoker", "smoke_exposure", "elsimil_certificate", "elsimil_result", "note",
        )),
    ),
    AdolescentCheck: (
        Section("Pemeriksaan", ("weight_kg", "height_cm", "hb_g_dl", "iron_tablets")),
        Section("Kebiasaan dan kegiatan", ("in_school", "pik_r", "smoker", "note")),
    ),
}  # fmt: skip
