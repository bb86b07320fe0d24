#!/usr/bin/env bash
# The real window under a virtual display: it opens on an empty data folder, then stands still. An untouched window draws
# at most two frames in two seconds; the time to the first frame is printed, not judged (bench/ is for that).
# Skips (77) without Xvfb or the program.
set -euo pipefail

programs=${DONGTHAC_BIN_DIR:?}
[ -x "$programs/dongthac" ] || { echo "no dongthac in $programs: skipped"; exit 77; }
command -v Xvfb >/dev/null || { echo "no Xvfb: skipped"; exit 77; }

folder=$(mktemp -d)
display_file=$folder/display
Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp 3>"$display_file" 2>/dev/null &
server=$!
trap 'kill $server 2>/dev/null || true; rm -rf "$folder"' EXIT
for _ in $(seq 100); do [ -s "$display_file" ] && break; sleep 0.1; done
[ -s "$display_file" ] || { echo "Xvfb did not start"; exit 1; }

DISPLAY=:$(cat "$display_file") DONGTHAC_FRAMES_REPORT=$folder/frames DONGTHAC_STOP_AFTER=7 \
    "$programs/dongthac" --data "$folder/data"

python3 - "$folder/frames" <<'PY'
import sys
times = [float(line.split()[1]) for line in open(sys.argv[1])]
idle = [t for t in times if 4000 <= t < 6000]
print(f"first frame after {times[0]:.0f} ms; {len(times)} frames in all; {len(idle)} in two idle seconds")
sys.exit(0 if len(idle) <= 2 else 1)
PY
