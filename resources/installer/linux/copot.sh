#!/bin/sh
# Mencopot Kampung KB dari akun ini. Data catatan TIDAK dihapus.
set -eu
tujuan=${KAMPUNGKB_TUJUAN:-$(cd "$(dirname "$0")" && pwd)}
bagi=${XDG_DATA_HOME:-$HOME/.local/share}
if [ ! -x "$tujuan/kampungkb" ]; then
    echo "Di folder $tujuan tidak ada Kampung KB. Tidak ada yang dihapus." >&2
    exit 1
fi
for satu in /proc/[0-9]*/exe; do
    case $(readlink "$satu" 2>/dev/null || :) in
        "$tujuan"/kampungkb) echo "Kampung KB sedang terbuka. Tutup dahulu jendelanya, lalu ulangi." >&2; exit 2 ;;
    esac
done
# Menurut nama, bukan seluruh foldernya: di sana mungkin ada berkas lain.
rm -rf "$tujuan"/isi-*
for satu in kampungkb kampungkb.baru kampungkb.lama pembaruan.json; do rm -f "$tujuan/$satu" "$tujuan/$satu.sedang"; done
rm -f "$tujuan/copot.sh"
rmdir "$tujuan" 2>/dev/null || :
if [ "$(readlink "$HOME/.local/bin/kampungkb" 2>/dev/null || :)" = "$tujuan/kampungkb" ]; then rm -f "$HOME/.local/bin/kampungkb"; fi
rm -f "$bagi/applications/kampungkb.desktop" "$bagi/mime/packages/kampungkb.xml" "$bagi/icons/hicolor/scalable/apps/kampungkb.svg"
if command -v update-mime-database >/dev/null 2>&1; then update-mime-database "$bagi/mime" >/dev/null 2>&1 || :; fi
if command -v update-desktop-database >/dev/null 2>&1; then update-desktop-database "$bagi/applications" >/dev/null 2>&1 || :; fi
echo "Kampung KB dicopot. Data catatan Anda tidak dihapus dan tetap tersandi di: $bagi/KampungKB"
