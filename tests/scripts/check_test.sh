#!/usr/bin/env bash
# Plants one violation of each rule of scripts/check in a copy of the tree and sees it named; the clean copy passes.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
tar -C "$root" -cf - --exclude=./build --exclude=./third_party --exclude=./.git . | tar -C "$copy" -xf -
failed=0

check() { "$root/scripts/check" --root "$copy" "$@"; }

# expect RULE TEXT: the rule fails now and names TEXT.
expect() {
    local rule=$1 text=$2 output
    if output=$(check "$rule" 2>&1); then
        printf 'FAIL: %s did not fail on: %s\n' "$rule" "$text"
        failed=1
    elif ! grep -qF -- "$text" <<<"$(grep "^error: $rule:" <<<"$output")"; then
        printf 'FAIL: %s failed without naming: %s\n%s\n' "$rule" "$text" "$output"
        failed=1
    else
        printf 'ok: %s sees: %s\n' "$rule" "$text"
    fi
}

# plant RULE TEXT PATH [LINE...]: a new file with these lines breaks the rule; it is taken away afterwards.
plant() {
    local rule=$1 text=$2 path=$3
    shift 3
    mkdir -p "$(dirname "$copy/$path")"
    printf '%s\n' "$@" >"$copy/$path"
    expect "$rule" "$text"
    rm -f "$copy/$path"
}

# edit RULE TEXT PATH SED: the edited file breaks the rule; it is put back afterwards.
edit() {
    local rule=$1 text=$2 path=$3 program=$4
    cp "$copy/$path" "$copy/.kept"
    sed -i -e "$program" "$copy/$path"
    cmp -s "$copy/$path" "$copy/.kept" && printf 'FAIL: nothing to edit in %s\n' "$path" && failed=1
    expect "$rule" "$text"
    mv "$copy/.kept" "$copy/$path"
}

lines() { seq -f "// line %g" "$1"; }

if ! output=$(check 2>&1); then
    printf 'FAIL: the clean copy does not pass:\n%s\n' "$output"
    failed=1
fi

plant layers 'shared/base must not include shared/text/nfc.hpp' shared/base/planted.cpp '#include "shared/text/nfc.hpp"'
plant layers 'client/sync must not include sync-server/routes.hpp' client/sync/planted.cpp '#include "sync-server/routes.hpp"'
plant layers 'sync-server must not include client/app/strings.hpp' sync-server/planted.cpp '#include "client/app/strings.hpp"'
plant layers 'client/view_model must not include client/ui/theme.hpp' client/view_model/planted.hpp '#include "client/ui/theme.hpp"'
plant layers 'must be written from the repository root' shared/text/planted.cpp '#include "nfc.hpp"'
plant layers 'has no row in the layer table' shared/planted/planted.cpp '#include <string>'

plant headers 'imgui.h: Dear ImGui belongs to' client/view_model/planted.cpp '#include <imgui.h>'
plant headers 'sqlite3.h: SQLite belongs to' shared/store/planted.hpp '#include <sqlite3.h>'
plant headers 'libxlsxwriter belongs to' shared/document/planted.hpp '#include <xlsxwriter.h>'
plant headers 'libxlsxwriter belongs to' shared/office/planted.cpp '#include <xlsxwriter/workbook.h>'
plant headers 'HarfBuzz belongs to' shared/document/planted.hpp '#include <hb-ot.h>'
plant headers 'HarfBuzz belongs to' client/ui/planted.cpp '#include <hb.h>'
plant headers 'cereal belongs to' shared/model/planted.hpp '#include <cereal/cereal.hpp>'
plant headers 'headers take nlohmann/json_fwd.hpp' shared/model/planted.hpp '#include <nlohmann/json.hpp>'
plant headers 'httplib.h belongs to' client/app/planted.cpp '#include <httplib.h>'
printf '#include <httplib.h>\n' >"$copy/sync-server/aaa_planted.cpp"
plant headers 'already stands in sync-server/aaa_planted.cpp' sync-server/zzz_planted.cpp '#include <httplib.h>'
rm "$copy/sync-server/aaa_planted.cpp"

plant strings 'no such key: button.planted' client/ui/planted.cpp 'auto text = context.tr("button.planted");'
plant strings 'no such key: error.planted_label' client/ui/planted.cpp 'constexpr Label kLabel{"error.planted_label"};'
edit strings 'lacks app.name' assets/lang/en.json '/"app.name"/d'
edit strings 'lacks app.name' assets/lang/vi.json '/"app.name"/d'
edit strings 'has places' assets/lang/en.json 's/"app.name": "/&{planted} /'
edit strings 'stands twice' assets/lang/en.json 's/^\( *"app.name".*\)$/\1\n\1/'
edit strings 'error code without a sentence: error.planted_code' shared/base/result.hpp 's/^enum class Code {/&\n    planted_code,/'

mapfile -t many < <(lines 601)
plant sizes '601 lines; the limit is 600' shared/text/planted.cpp "${many[@]}"
mapfile -t many < <(lines 401)
plant sizes '401 lines; over 400 needs' shared/text/planted.cpp "${many[@]}"
mapfile -t many < <(lines 60)
plant functions 'planted has 62 lines' shared/text/planted.cpp 'void planted(int value) {' "${many[@]}" '}'

if command -v clang-format-14 >/dev/null; then
    plant format 'shared/text/planted.cpp' shared/text/planted.cpp 'int   planted( ) ;'
else
    printf 'note: clang-format 14 is absent; the format rule was not tried\n'
fi
marker=TO
plant todo 'needs its issue number' shared/text/planted.cpp "// ${marker}DO: later"
plant places 'names a folder of one machine' docs/planted.md "see $copy/shared/text"
plant places 'names a folder of one machine' docs/planted.md 'see /ho''me/somebody/data'
plant places 'names the registry host' scripts/planted.sh 'curl http://deb''.debian''.org/debian'
plant language 'belongs in assets/lang' client/ui/planted.cpp 'auto text = "Đã lưu";'

[ "$failed" -eq 0 ] && printf 'all rules fail when they must\n'
exit "$failed"
