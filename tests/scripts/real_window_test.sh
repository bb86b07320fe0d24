#!/usr/bin/env bash
# The main job through real windows, real HTTP and the real loop (tests/window), under a virtual display of the size of a
# school's screen. Skips (77) without Xvfb or the program. DONGTHAC_PICTURES names a folder for a picture of each stage.
set -euo pipefail

program=${DONGTHAC_BIN_DIR:?}/dongthac_window_tests
[ -x "$program" ] || { echo "no $program: skipped"; exit 77; }
command -v Xvfb >/dev/null || { echo "no Xvfb: skipped"; exit 77; }

folder=$(mktemp -d)
Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp 3>"$folder/display" 2>/dev/null &
server=$!
trap 'kill $server 2>/dev/null || true; rm -rf "$folder"' EXIT
for _ in $(seq 100); do [ -s "$folder/display" ] && break; sleep 0.1; done
[ -s "$folder/display" ] || { echo "Xvfb did not start"; exit 1; }

DISPLAY=:$(cat "$folder/display") "$program" "$@"
