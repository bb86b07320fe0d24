#!/usr/bin/env bash
# The demo plays the main job to its end and leaves what README promises. Skips (77) without the programs or Xvfb.
set -euo pipefail

programs=${DONGTHAC_BIN_DIR:?}
for program in dongthac dongthac-server; do
    [ -x "$programs/$program" ] || { echo "no $program in $programs: skipped"; exit 77; }
done
[ -n "${DISPLAY:-}" ] || command -v Xvfb >/dev/null || { echo "no display and no Xvfb: skipped"; exit 77; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 scripts/demo.py --programs "$programs" --assets assets/demo --out "$folder/out" --no-window
for file in ke_hoach_phuong.docx ke_hoach_truong.docx server.log server pc/phuong/dongthac.db pc/truong-1/dongthac.db \
    screens/phuong_tasks.png screens/phuong_cascade.png screens/truong-1_editor.png screens/truong-1_sync.png; do
    [ -s "$folder/out/$file" ] || { echo "missing: $file"; exit 1; }
done
# A folder that is not the demo's own is left alone.
mkdir "$folder/mine" && echo mine >"$folder/mine/file"
if python3 scripts/demo.py --programs "$programs" --assets assets/demo --out "$folder/mine" --no-window 2>/dev/null; then
    echo "a folder with other files was taken"
    exit 1
fi
[ "$(cat "$folder/mine/file")" = mine ]
