#!/usr/bin/env bash
# What strangers send meets libFuzzer for some seconds, under AddressSanitizer and UndefinedBehaviorSanitizer: the targets of
# shared/wire, whose sources are built anew for it and linked to the libraries of DONGTHAC_BIN_DIR. Longer, with all
# targets: scripts/fuzz. Skips (77) without clang 19 or its libFuzzer.
set -euo pipefail

programs=${DONGTHAC_BIN_DIR:?}
skip() { echo "$*: skipped"; exit 77; }
command -v clang++-19 >/dev/null || skip "no clang++-19"
[ -s "$programs/compile_commands.json" ] && [ -s "$programs/libdongthac_shared.a" ] || skip "no libraries in $programs"
work=$programs/short-fuzz
mkdir -p "$work"
echo 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }' |
    clang++-19 -x c++ - -fsanitize=fuzzer,address -o "$work/probe" 2>/dev/null || skip "clang++-19 without libFuzzer"
grep -q -- '-fsanitize=' "$programs/compile_commands.json" && skip "a build with sanitizers of its own"

readonly kRuns=20000 kSeconds=2
python3 tests/scripts/short_fuzz.py --build "$programs" --out "$work"
failed=0
for target in segment batch delta envelope brief state state_message; do
    rm -rf "${work:?}/$target"
    mkdir -p "$work/$target/corpus" # libFuzzer puts what it finds into the first folder
    if "$work/fuzz" "$target" -runs="$kRuns" -max_total_time="$kSeconds" -seed=20261121 -timeout=10 \
        -rss_limit_mb=2000 -max_len=4096 -artifact_prefix="$work/$target/" "$work/$target/corpus" "tests/fuzz/corpus/$target" >"$work/$target/log" 2>&1; then
        tail -1 "$work/$target/log" | sed "s/^/$target: /"
    else
        failed=1
        echo "$target failed:"
        grep -m3 -E 'ERROR|SUMMARY|what\(\)|runtime error' "$work/$target/log" || tail -5 "$work/$target/log"
    fi
done
exit "$failed"
