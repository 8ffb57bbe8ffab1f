#!/bin/sh
# Memasang Kampung KB untuk akun ini saja; tidak memerlukan root. Data catatan tidak disentuh.
#   sh pasang.sh            memasang, atau memasang versi ini di atas versi lain
# Dipasang ke ~/.local/lib/kampung-kb; pilih tempat lain dengan KAMPUNGKB_TUJUAN=/folder sh pasang.sh
set -eu
sini=$(cd "$(dirname "$0")" && pwd)
tujuan=${KAMPUNGKB_TUJUAN:-$HOME/.local/lib/kampung-kb}
bagi=${XDG_DATA_HOME:-$HOME/.local/share}
versi=@VERSI@

gagal() { echo "$1" >&2; exit "${2:-1}"; }

case $tujuan in
    /*) ;;
    *) gagal "Sebutkan folder tujuan dengan alamat lengkap, misalnya $HOME/kampung-kb." ;;
esac
for satu in /proc/[0-9]*/exe; do
    case $(readlink "$satu" 2>/dev/null || :) in
        "$tujuan"/kampungkb | "$tujuan"/kampungkb\ *)
            gagal "Kampung KB sedang terbuka. Tutup dahulu jendelanya, lalu ulangi. Isian Anda tersimpan." 2 ;;
    esac
done
if [ -x "$tujuan/kampungkb" ] && lama=$("$tujuan/kampungkb" --version 2>/dev/null); then
    lama=${lama##* }
    akhir=$(printf '%s\n%s\n' "$lama" "$versi" | sort -V | tail -n 1)
    if [ "$lama" != "$versi" ] && [ "$akhir" = "$lama" ]; then
        gagal "Sudah terpasang Kampung KB $lama, yang lebih baru dari versi $versi. Tidak ada yang diubah." 4
    fi
fi

# Dahulu isi versi ini, di samping isi versi lama; lalu programnya diganti sekali jalan; baru kemudian isi lama dibuang.
mkdir -p "$tujuan"
rm -rf "$tujuan/isi-$versi"
cp -a "$sini/isi-$versi" "$tujuan/isi-$versi"
cp -a "$sini/kampungkb" "$tujuan/kampungkb.sedang"
sync
mv -f "$tujuan/kampungkb.sedang" "$tujuan/kampungkb"
for satu in "$tujuan"/isi-* "$tujuan"/_internal; do
    if [ -d "$satu" ] && [ "$satu" != "$tujuan/isi-$versi" ]; then rm -rf "$satu"; fi
done
rm -f "$tujuan/pembaruan.json" "$tujuan/pembaruan.json.sedang"
for satu in baru lama; do rm -f "$tujuan/kampungkb.$satu" "$tujuan/kampungkb.$satu.sedang"; done
cp "$sini/copot.sh" "$tujuan/copot.sh"

mkdir -p "$HOME/.local/bin" "$bagi/applications" "$bagi/mime/packages" "$bagi/icons/hicolor/scalable/apps"
ln -sf "$tujuan/kampungkb" "$HOME/.local/bin/kampungkb"
cp "$sini/kampungkb.svg" "$bagi/icons/hicolor/scalable/apps/kampungkb.svg"
cp "$sini/kampungkb.xml" "$bagi/mime/packages/kampungkb.xml"
# Tanda yang berarti lain dalam berkas .desktop diberi garis miring terbalik.
aman=$(printf '%s' "$tujuan/kampungkb" | sed -e 's/[\\"`$]/\\\\&/g' -e 's/[&|\\]/\\&/g')
sed "s|@PROGRAM@|$aman|g" "$sini/kampungkb.desktop" > "$bagi/applications/kampungkb.desktop"
if command -v update-mime-database >/dev/null 2>&1; then update-mime-database "$bagi/mime" >/dev/null 2>&1 || :; fi
if command -v update-desktop-database >/dev/null 2>&1; then update-desktop-database "$bagi/applications" >/dev/null 2>&1 || :; fi
if ! lacak=$(QT_QPA_PLATFORM=offscreen "$tujuan/kampungkb" self-test 2>&1); then
    printf '%s\n' "$lacak" | tail -n 3 >&2
    gagal "Program terpasang, tetapi belum dapat berjalan di sini. Biasanya pustaka sistem belum ada; lihat BACA-DULU.txt." 5
fi
echo "Kampung KB $versi terpasang di $tujuan. Buka dari menu aplikasi, atau ketik: kampungkb"
