; The Windows installer, for one person's account and without an administrator (decision 0053). Compiled on any system:
;   makensis -DVERSI=0.5.0 -DISI=<the built folder> -DHASIL=<the installer to make> windows.nsi
; What a person reads is Indonesian. Data are never touched: neither by laying a newer version over an older one nor by
; removing the program.

Unicode true
!ifndef VERSI
  !error "say -DVERSI=1.2.3"
!endif
!ifndef ISI
  !error "say -DISI=folder with kampungkb-gui.exe"
!endif
!ifndef HASIL
  !error "say -DHASIL=installer.exe"
!endif

!define NAMA "Kampung KB"
!define PEMBUAT "Kampung KB Desktop"
!define PROGRAM "kampungkb-gui.exe"
!define KONSOL "kampungkb.exe"
!define ISI_VERSI "isi-${VERSI}"
!define JENIS "KampungKB.Berkas"
!define JENIS_BARU "KampungKB.Pembaruan"
!define KUNCI "Software\Microsoft\Windows\CurrentVersion\Uninstall\KampungKB"
!define JALUR "Software\Microsoft\Windows\CurrentVersion\App Paths"

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "WordFunc.nsh"
!include "x64.nsh"

Name "${NAMA} ${VERSI}"
OutFile "${HASIL}"
InstallDir "$LOCALAPPDATA\Programs\${NAMA}"
InstallDirRegKey HKCU "${KUNCI}" "InstallLocation"
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS all
SetCompressor /SOLID lzma
SetCompressorDictSize 32
SetDateSave off
CRCCheck force
BrandingText "${PEMBUAT} ${VERSI}"
Caption "Memasang ${NAMA} ${VERSI}"
UninstallCaption "Mencopot ${NAMA}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSI}.0"
VIAddVersionKey /LANG=1057 "ProductName" "${PEMBUAT}"
VIAddVersionKey /LANG=1057 "FileDescription" "Pemasang ${NAMA}"
VIAddVersionKey /LANG=1057 "FileVersion" "${VERSI}"
VIAddVersionKey /LANG=1057 "ProductVersion" "${VERSI}"
VIAddVersionKey /LANG=1057 "LegalCopyright" "Lisensi MIT"

!define MUI_ICON "${__FILEDIR__}/../icons/app.ico"
!define MUI_UNICON "${__FILEDIR__}/../icons/app.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${__FILEDIR__}/samping.bmp"
!define MUI_ABORTWARNING
!define MUI_ABORTWARNING_TEXT "Batalkan pemasangan ${NAMA}? Data yang sudah ada tidak berubah."

!define MUI_WELCOMEPAGE_TITLE "Memasang ${NAMA} ${VERSI}"
!define MUI_WELCOMEPAGE_TEXT "${NAMA} adalah catatan Kampung Keluarga Berkualitas untuk petugas lapangan. Aplikasi ini bekerja tanpa internet.$\r$\n$\r$\nPemasangan ini hanya untuk akun Anda dan tidak memerlukan izin administrator. Bila versi lama sudah terpasang, versi ini menggantikannya; data Anda tetap di tempatnya dan tidak berubah.$\r$\n$\r$\nTekan Lanjut untuk meneruskan."
!insertmacro MUI_PAGE_WELCOME
!define MUI_DIRECTORYPAGE_TEXT_TOP "Program dipasang ke folder di bawah. Biasanya tidak perlu diubah. Data catatan disimpan terpisah, di folder data akun Anda."
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "${NAMA} sudah terpasang"
!define MUI_FINISHPAGE_TEXT "Buka ${NAMA} lewat gambar di desktop atau di menu Start.$\r$\n$\r$\nBerkas kirim (.kkb) sekarang dapat dibuka dengan klik dua kali."
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_FINISHPAGE_RUN_TEXT "Buka ${NAMA} sekarang"
!insertmacro MUI_PAGE_FINISH

UninstallButtonText "&Copot"
!define MUI_PAGE_HEADER_TEXT "Mencopot ${NAMA} ${VERSI}"
!define MUI_PAGE_HEADER_SUBTEXT "Hanya programnya; data Anda tetap di laptop ini."
!define MUI_UNCONFIRMPAGE_TEXT_LOCATION "Folder program:"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "Program ${NAMA} dicopot dari laptop ini. Data catatan Anda TIDAK dihapus dan tetap tersandi di: $LOCALAPPDATA\KampungKB"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Indonesian"

; --- what both ways ask first ---------------------------------------------------------------------------------------

; A program that runs holds its own file: opening it for writing is refused. Exit code 2 for a silent call.
!macro HARUS_TERTUTUP un
Function ${un}HarusTertutup
  Push $0
  Push $1
  StrCpy $1 "${PROGRAM}"
  Call ${un}SatuTertutup
  StrCpy $1 "${KONSOL}"
  Call ${un}SatuTertutup
  Pop $1
  Pop $0
FunctionEnd

Function ${un}SatuTertutup
  IfFileExists "$INSTDIR\$1" 0 selesai
coba_lagi:
  ClearErrors
  FileOpen $0 "$INSTDIR\$1" a
  IfErrors sedang_jalan
  FileClose $0
  Goto selesai
sedang_jalan:
  IfSilent 0 tanya
  SetErrorLevel 2
  Quit
tanya:
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${NAMA} sedang terbuka. Tutup dahulu jendelanya, lalu tekan Coba Lagi. Isian Anda tersimpan." IDRETRY coba_lagi
  SetErrorLevel 2
  Quit
selesai:
FunctionEnd
!macroend
!insertmacro HARUS_TERTUTUP ""
!insertmacro HARUS_TERTUTUP "un."

; Windows 10 (1809, build 17763) or 11 with 64 bits, below which Qt finds libraries of Windows missing and says so in
; words that help nobody; and nothing older over what is there.
Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "${NAMA} memerlukan Windows 10 atau 11 versi 64-bit. Laptop ini memakai Windows 32-bit." /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
  ${IfNot} ${AtLeastBuild} 17763
    MessageBox MB_OK|MB_ICONSTOP "${NAMA} memerlukan Windows 10 versi 1809 atau lebih baru, atau Windows 11. Windows di laptop ini lebih lama. Jalankan Windows Update dahulu, atau pakai laptop lain." /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
  ReadRegStr $0 HKCU "${KUNCI}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSI}" $1
    ${If} $1 == 1
      MessageBox MB_OK|MB_ICONSTOP "Di laptop ini sudah terpasang ${NAMA} $0, yang lebih baru dari versi ${VERSI}. Data yang sudah dibuka versi baru tidak dapat dibuka versi lama, jadi tidak ada yang diubah." /SD IDOK
      SetErrorLevel 4
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

; --- laying it down ---------------------------------------------------------------------------------------------------

Section "-program"
  Call HarusTertutup
  SetOverwrite on
  ; The files of this version first, beside those of an older one; then the programs themselves; then the old files go.
  ; A power cut in between leaves one of the two versions whole.
  SetOutPath "$INSTDIR"
  RMDir /r "$INSTDIR\${ISI_VERSI}"
  File /r /x "${PROGRAM}" /x "${KONSOL}" "${ISI}/*"
  File "${ISI}/${KONSOL}"
  File "${ISI}/${PROGRAM}"
  Call BuangVersiLain
  Delete "$INSTDIR\*.baru.exe"
  Delete "$INSTDIR\*.lama.exe"
  Delete "$INSTDIR\*.exe.sedang"
  Delete "$INSTDIR\pembaruan.json"
  Delete "$INSTDIR\pembaruan.json.sedang"

  WriteUninstaller "$INSTDIR\copot.exe"
  CreateShortcut "$SMPROGRAMS\${NAMA}.lnk" "$INSTDIR\${PROGRAM}" "" "$INSTDIR\${PROGRAM}" 0 SW_SHOWNORMAL "" "Catatan Kampung Keluarga Berkualitas"
  CreateShortcut "$DESKTOP\${NAMA}.lnk" "$INSTDIR\${PROGRAM}" "" "$INSTDIR\${PROGRAM}" 0 SW_SHOWNORMAL "" "Catatan Kampung Keluarga Berkualitas"

  ; A double click on a file that was sent, or on an update.
  WriteRegStr HKCU "Software\Classes\.kkb" "" "${JENIS}"
  WriteRegStr HKCU "Software\Classes\.kkb" "Content Type" "application/x-kampungkb"
  WriteRegNone HKCU "Software\Classes\.kkb\OpenWithProgids" "${JENIS}"
  WriteRegStr HKCU "Software\Classes\${JENIS}" "" "Berkas kirim Kampung KB"
  WriteRegStr HKCU "Software\Classes\${JENIS}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "Software\Classes\${JENIS}\shell\open" "" "Buka dengan ${NAMA}"
  WriteRegStr HKCU "Software\Classes\${JENIS}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  WriteRegStr HKCU "Software\Classes\.kkbu" "" "${JENIS_BARU}"
  WriteRegStr HKCU "Software\Classes\${JENIS_BARU}" "" "Pembaruan Kampung KB"
  WriteRegStr HKCU "Software\Classes\${JENIS_BARU}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "Software\Classes\${JENIS_BARU}\shell\open" "" "Pasang dengan ${NAMA}"
  WriteRegStr HKCU "Software\Classes\${JENIS_BARU}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'

  WriteRegStr HKCU "${JALUR}\${PROGRAM}" "" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${JALUR}\${KONSOL}" "" "$INSTDIR\${KONSOL}"

  WriteRegStr HKCU "${KUNCI}" "DisplayName" "${NAMA}"
  WriteRegStr HKCU "${KUNCI}" "DisplayVersion" "${VERSI}"
  WriteRegStr HKCU "${KUNCI}" "Publisher" "${PEMBUAT}"
  WriteRegStr HKCU "${KUNCI}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${KUNCI}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KUNCI}" "UninstallString" '"$INSTDIR\copot.exe"'
  WriteRegStr HKCU "${KUNCI}" "QuietUninstallString" '"$INSTDIR\copot.exe" /S'
  WriteRegStr HKCU "${KUNCI}" "Comments" "Data catatan tetap di $LOCALAPPDATA\KampungKB"
  WriteRegDWORD HKCU "${KUNCI}" "NoModify" 1
  WriteRegDWORD HKCU "${KUNCI}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${KUNCI}" "EstimatedSize" "$0"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; the pictures of files, at once
SectionEnd

; The files of other versions: isi-* but ours, and _internal of the first ones.
Function BuangVersiLain
  RMDir /r "$INSTDIR\_internal"
  FindFirst $0 $1 "$INSTDIR\isi-*"
lagi:
  StrCmp $1 "" habis
  StrCmp $1 "${ISI_VERSI}" berikut
  RMDir /r "$INSTDIR\$1"
berikut:
  FindNext $0 $1
  Goto lagi
habis:
  FindClose $0
FunctionEnd

; --- taking it away ---------------------------------------------------------------------------------------------------

Section "Uninstall"
  Call un.HarusTertutup
  ; By name, never the whole folder: it may be one that somebody chose, with other things in it.
  FindFirst $0 $1 "$INSTDIR\isi-*"
lagi:
  StrCmp $1 "" habis
  RMDir /r "$INSTDIR\$1"
  FindNext $0 $1
  Goto lagi
habis:
  FindClose $0
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\${KONSOL}"
  Delete "$INSTDIR\*.baru.exe"
  Delete "$INSTDIR\*.lama.exe"
  Delete "$INSTDIR\*.exe.sedang"
  Delete "$INSTDIR\pembaruan.json"
  Delete "$INSTDIR\pembaruan.json.sedang"
  Delete "$INSTDIR\copot.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAMA}.lnk"
  Delete "$DESKTOP\${NAMA}.lnk"

  ReadRegStr $0 HKCU "Software\Classes\.kkb" ""
  ${If} $0 == "${JENIS}"
    DeleteRegKey HKCU "Software\Classes\.kkb"
  ${EndIf}
  ReadRegStr $0 HKCU "Software\Classes\.kkbu" ""
  ${If} $0 == "${JENIS_BARU}"
    DeleteRegKey HKCU "Software\Classes\.kkbu"
  ${EndIf}
  DeleteRegKey HKCU "Software\Classes\${JENIS}"
  DeleteRegKey HKCU "Software\Classes\${JENIS_BARU}"
  DeleteRegKey HKCU "${JALUR}\${PROGRAM}"
  DeleteRegKey HKCU "${JALUR}\${KONSOL}"
  DeleteRegKey HKCU "${KUNCI}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  MessageBox MB_OK|MB_ICONINFORMATION "${NAMA} sudah dicopot. Data catatan Anda tidak dihapus. Data itu tetap tersandi di:$\r$\n$LOCALAPPDATA\KampungKB$\r$\n$\r$\nBila ${NAMA} dipasang lagi, data itu terbuka seperti semula." /SD IDOK
SectionEnd
