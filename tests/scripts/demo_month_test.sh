#!/usr/bin/env bash
# The month of a ward is played to its end, and every sum it prints is the one worked out apart from it. Skips (77)
# without the programs or faketime.
set -euo pipefail

programs=${DONGTHAC_BIN_DIR:?}
for program in dongthac dongthac-server; do
    [ -x "$programs/$program" ] || { echo "no $program in $programs: skipped"; exit 77; }
done
compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' >/dev/null || { echo "no faketime: skipped"; exit 77; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 scripts/demo_month.py --programs "$programs" --assets assets/demo --out "$folder/out"
for file in tong_hop_thang_10.docx tong_hop_thang_10.xlsx pc/phuong/dongthac.db server.log; do
    [ -s "$folder/out/thang/$file" ] || { echo "missing: $file"; exit 1; }
done
