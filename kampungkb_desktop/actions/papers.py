"""The papers that Laporan offers, one line a paper, in the order of the list within each group.

``make`` is given the session, the ``Wish`` and a progress; what it needs is in ``paper_kinds``.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from kampungkb_desktop.actions.activity_papers import activity_minutes, work_log_pdf
from kampungkb_desktop.actions.attendance_paper import attendance_pdf
from kampungkb_desktop.actions.booklet import booklet_pdf
from kampungkb_desktop.actions.district_paper import recap_of_district_pdf
from kampungkb_desktop.actions.family_sheet import family_sheet_pdf
from kampungkb_desktop.actions.file_handing_paper import file_handing_pdf
from kampungkb_desktop.actions.growth_paper import growth_pdf
from kampungkb_desktop.actions.letters import dashat_sheet_pdf, invitation_pdf, referral_letter_pdf
from kampungkb_desktop.actions.monthly_report_paper import monthly_report_pdf
from kampungkb_desktop.actions.notice_paper import consent_pdf, notice_pdf
from kampungkb_desktop.actions.own_data_paper import corrections_pdf, own_data_pdf
from kampungkb_desktop.actions.paper_kinds import Offer
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_list_paper import list_pdf
from kampungkb_desktop.actions.stunting_paper import recap_pdf
from kampungkb_desktop.actions.summary import summary_pdf
from kampungkb_desktop.actions.village_books_paper import lists_pdf, plan_pdf
from kampungkb_desktop.actions.village_handing_paper import village_handing_pdf
from kampungkb_desktop.actions.visit_form_paper import blank_forms_pdf, prefilled_forms_pdf
from kampungkb_desktop.actions.visit_list_paper import visit_list_pdf
from kampungkb_desktop.actions.work_log import work_log
from kampungkb_desktop.forms.officer import DISTRICT

SUMMARY: Final = "ringkasan"
MONTHLY: Final = "laporan-bulanan"
OFFERS: Final = (
    Offer(
        key=SUMMARY, group="kampung", title="Ringkasan Kampung KB", file="Ringkasan", period="month",
        told="Klasifikasi, perubahan sejak bulan lalu, penduduk, KB, poktan, keluarga berisiko stunting, dan kegiatan.",
        make=lambda s, w, _: summary_pdf(s, w.place, w.period, paper=w.paper), also="profil kelas piramida",
    ),
    Offer(
        key="kelembagaan", group="kampung", title="Kelembagaan", file="Kelembagaan", period="month",
        told="Susunan Pokja, poktan, Rumah DataKu, regulasi, serta lomba dan penghargaan, seperti di daftarnya.",
        make=lambda s, w, _: lists_pdf(s, w.place, w.period, paper=w.paper), also="pengurus sk",
    ),
    Offer(
        key="rkm", group="kampung", title="Rencana kerja dan permasalahan", file="RKM", period="month",
        told="RKM tahun itu dengan kegiatan, pelaksana, biaya, dan kemajuannya, lalu permasalahan dan solusi.",
        make=lambda s, w, _: plan_pdf(s, w.place, w.period, paper=w.paper), also="rencana kerja masyarakat",
    ),
    Offer(
        key="krs", group="keluarga", title="Rekap KRS", file="Rekap-KRS", period="semester", lacking="keluarga",
        told="Keluarga berisiko stunting satu semester: sasaran, penapisan, peringkat, pendampingan, verval, dan RT.",
        make=lambda s, w, _: recap_pdf(s, w.place, w.period, paper=w.paper), also="stunting verifikasi",
    ),
    Offer(
        key="krs-daftar", group="keluarga", title="Daftar KRS", file="Daftar-KRS", period="semester",
        lacking="keluarga", also="stunting nama",
        told="Nama keluarga berisiko stunting menurut RT, sebabnya, dan pendampingannya. NIK disamarkan.",
        make=lambda s, w, _: list_pdf(s, w.place, w.period, paper=w.paper),
    ),
    Offer(
        key="lembar-keluarga", group="keluarga", title="Lembar keluarga", file="Lembar-keluarga", about="family",
        told="Semua tentang satu keluarga di satu sampai dua halaman: anggota, rumah, KB, KRS, kunjungan, rujukan.",
        make=lambda s, w, _: family_sheet_pdf(s, w.place, paper=w.paper), lacking="keluarga", also="kartu ringkas",
    ),
    Offer(
        key="pertumbuhan", group="keluarga", title="Pertumbuhan anak", file="Pertumbuhan", about="member",
        told="Grafik seperti pada KMS, semua pengukuran, dan nilai z-nya.", lacking="keluarga",
        make=lambda s, w, _: growth_pdf(s, w.place, paper=w.paper), also="kms balita kurva who",
    ),
    Offer(
        key="pemberitahuan", group="keluarga", title="Pemberitahuan data pribadi", file="Pemberitahuan",
        told="Satu lembar untuk keluarga: dasar, tujuan, data apa, masa simpan, hak, dan yang dapat dihubungi.",
        make=lambda s, w, _: notice_pdf(s, w.place, paper=w.paper), also="pdp privasi uu 27 pasal 21",
    ),
    Offer(
        key="persetujuan-anak", group="keluarga", title="Persetujuan orang tua atau wali", file="Persetujuan-anak",
        told="Lembar untuk ditandatangani sebelum anak ditimbang dan diukur.", about="family", lacking="keluarga",
        make=lambda s, w, _: consent_pdf(s, w.place, paper=w.paper), also="pdp anak izin pasal 25",
    ),
    Offer(
        key="salinan-data", group="keluarga", title="Salinan data pribadi", file="Salinan-data", about="family",
        told="Semua yang tercatat tentang satu keluarga, untuk diserahkan kepada yang meminta.", lacking="keluarga",
        make=lambda s, w, _: own_data_pdf(s, w.place, paper=w.paper), also="pdp hak akses pasal 7 32",
    ),
    Offer(
        key="riwayat-koreksi", group="keluarga", title="Riwayat koreksi", file="Riwayat-koreksi", about="family",
        told="Isian satu keluarga yang diubah: kapan, oleh siapa, sebelum dan sesudahnya.", lacking="keluarga",
        make=lambda s, w, _: corrections_pdf(s, w.place, paper=w.paper), also="pdp perbaikan pasal 6 30",
    ),
    Offer(
        key="kunjungan", group="kunjungan", title="Daftar kunjungan menurut RT", file="Daftar-kunjungan", period="day",
        told="Siapa yang perlu dikunjungi hari itu sampai seminggu kemudian: sebab, tenggat, dan kodenya.",
        make=lambda s, w, p: visit_list_pdf(s, w.place, date.fromisoformat(w.period), paper=w.paper, progress=p),
        lacking="kunjungan", counted=True, also="jatuh tempo jadwal harian",
    ),
    Offer(
        key="formulir", group="kunjungan", title="Formulir kunjungan berisi data", file="Formulir", about="family",
        told="Formulir keluarga, balita, dan ibu hamilnya: siapa, jawaban terakhir, dan kode untuk mencarinya lagi.",
        make=lambda s, w, _: prefilled_forms_pdf(s, w.place, paper=w.paper), lacking="keluarga", also="kertas isian",
    ),
    Offer(
        key="formulir-kosong", group="kunjungan", title="Formulir kunjungan kosong", file="Formulir-kosong",
        told="Satu formulir kosong untuk setiap sasaran, untuk diisi di lapangan.",
        make=lambda s, w, _: blank_forms_pdf(s, w.place, paper=w.paper), also="kertas blangko isian",
    ),
    Offer(
        key="rujukan", group="kunjungan", title="Surat rujukan", file="Rujukan", about="member", lacking="kunjungan",
        told="Rujukan yang masih berjalan dari satu orang, dengan lembar jawaban untuk tempat rujukan.",
        make=lambda s, w, _: referral_letter_pdf(s, w.place, paper=w.paper), also="puskesmas rumah sakit",
    ),
    Offer(
        key="undangan", group="kegiatan", title="Undangan kegiatan", file="Undangan", about="activity",
        told="Hari, jam, tempat, dan acara satu kegiatan, di bawah kop surat.", lacking="kegiatan",
        make=lambda s, w, _: invitation_pdf(s, w.place, paper=w.paper), also="rapat pertemuan",
    ),
    Offer(
        key="dashat", group="kegiatan", title="Lembar DASHAT", file="DASHAT", about="activity", lacking="kegiatan",
        told="Menu, bahan, porsi, yang dilayani, dan biaya satu kegiatan DASHAT; yang kosong tinggal ditulis.",
        make=lambda s, w, _: dashat_sheet_pdf(s, w.place, paper=w.paper), also="dapur sehat stunting",
    ),
    Offer(
        key="notulen", group="kegiatan", title="Notulen dan daftar hadir", file="Notulen", about="activity",
        told="Pokok bahasan, keputusan, tindak lanjut, dan daftar hadir satu kegiatan untuk ditandatangani.",
        make=lambda s, w, _: activity_minutes(s, w.place, paper=w.paper), lacking="kegiatan", also="rapat absen",
    ),
    Offer(
        key="daftar-hadir", group="kegiatan", title="Daftar hadir", file="Daftar-hadir", about="activity",
        told="Untuk dibawa ke pertemuan: yang diketahui akan datang sudah tercetak, lalu baris kosong bernomor.",
        make=lambda s, w, _: attendance_pdf(s, w.place, int(w.period), paper=w.paper), period="lines",
        lacking="kegiatan", also="absen presensi tanda tangan",
    ),
    Offer(
        key=MONTHLY, group="petugas", title="Laporan bulanan", file="Laporan-bulanan", about="officer", period="month",
        told="Kunjungan, kegiatan, KRS, rujukan, pencatatan, RKM, dan berkas kirim; lalu kendala dan rencana.",
        make=lambda s, w, p: monthly_report_pdf(s, w.place, w.period, paper=w.paper, progress=p),
        lacking="pengaturan", counted=True, also="pkb plkb bulan hasil kerja kendala",
    ),
    Offer(
        key="catatan-kerja", group="petugas", title="Catatan kerja", file="Catatan-kerja", about="officer",
        told="Pekerjaan satu bulan hari demi hari, dengan jumlah penyuluhan yang diminta e-visum.", period="month",
        make=lambda s, w, _: work_log_pdf(s, work_log(s, w.place, w.period), w.place, paper=w.paper),
        lacking="kegiatan", also="e-visum harian log",
    ),
    Offer(
        key="berita-acara-berkas", group="petugas", title="Berita acara berkas kirim", about="file",
        told="Satu berkas yang dikirim atau diterima: nama, kode periksa, isi, dan tanda tangan kedua pihak.",
        file="Berita-acara-berkas", make=lambda s, w, _: file_handing_pdf(s, w.place, paper=w.paper),
        lacking="kirim-terima", also="serah terima tanda terima bundel",
    ),
    Offer(
        key="serah-terima", group="petugas", title="Berita acara serah terima desa", file="Serah-terima",
        told="Desa beralih petugas: catatan, draf, rujukan terbuka, dan yang perlu dikunjungi, dengan tanda tangan.",
        make=lambda s, w, p: village_handing_pdf(
            s, w.place, date.fromisoformat(w.period), paper=w.paper, progress=p
        ),
        period="day", counted=True, also="ganti petugas wilayah binaan mutasi",
    ),
    Offer(
        key="rekap-kecamatan", group="kabupaten", title="Rekap menurut kecamatan", file="Rekap", about="regency",
        told="Cakupan, kelas, KB, dan KRS tiap kecamatan; urutan kampung Dasar; dan petugas yang belum mengirim.",
        period="month", make=recap_of_district_pdf, district_only=True, counted=True,
        also="klasifikasi cakupan peringkat krs belum mengirim",
    ),
    Offer(
        key="buku", group="kabupaten", title="Buku ringkasan semua kampung", file="Buku-ringkasan", about="regency",
        told="Ringkasan setiap kampung dalam satu berkas, dengan daftar isi menurut kecamatan.", period="month",
        make=booklet_pdf, slow=True, also="buklet semua desa",
    ),
)  # fmt: skip


def offers_for(session: Session) -> tuple[Offer, ...]:
    """The papers that can be made on this laptop: those of a whole kabupaten only at its office."""
    return tuple(one for one in OFFERS if session.role == DISTRICT or not one.district_only)


def offer(key: str) -> Offer:
    """A paper by its key; the summary for a key nobody knows."""
    return next((one for one in OFFERS if one.key == key), OFFERS[0])
