#!/usr/bin/env bash
# What a kill or a full disk leaves behind: tests/kill/kill.sh [KILLS [FULL_DISKS]]
#
# KILLS times a run of `report`, `publish` or `verify` is killed (SIGKILL) at a random moment, FULL_DISKS times a run meets
# a small file system that fills up. After each, what was there is whole (tests/kill/intact.py reads it by itself); the next
# run succeeds and leaves nothing half written. Then two runs at once write into one folder.
# YUEBAO names a program already built; SEED makes the moments come again.
set -euo pipefail
cd "$(dirname "$0")/../.."
kills="${1:-200}" disks="${2:-20}"
# Whoever may not mount may do so in a world of their own.
if [ "$(id -u)" -ne 0 ] && [ -z "${YUEBAO_UNSHARED:-}" ] && unshare -rm true 2>/dev/null; then
    YUEBAO_UNSHARED=1 exec unshare -rm "tests/kill/kill.sh" "$kills" "$disks"
fi
RANDOM="${SEED:-1}"
if [ -z "${YUEBAO:-}" ]; then
    cargo build --release --locked
    YUEBAO="${CARGO_TARGET_DIR:-target}/release/yuebao"
fi
python="${YUEBAO_PYTHON:-python3}"
desk=xuchang-2021 period=2021-01
work="$(mktemp -d)"
trap 'umount "$work/small" 2>/dev/null || true; chmod -R u+w "$work"; rm -rf "$work"' EXIT
inputs="$work/inputs" out="$work/out"
mkdir -p "$inputs" "$out"
cp -r "inputs/$desk/$period" "$inputs/"
correction="tests/returns/xuchang-2021-corrections/$period"

say() { printf '%s\n' "$*"; }
fail() { printf 'tests/kill/kill.sh: %s\n' "$*" >&2; exit 1; }
intact() { "$python" tests/kill/intact.py "$@" || fail "$1 is not intact (after $what)"; }
# With and without the correction by turns: each run has an edition to write.
turn() {
    if [ "${corrected:=no}" = no ]; then cp "$correction"/* "$inputs/$period/"; corrected=yes
    else for file in "$correction"/*; do rm "$inputs/$period/$(basename "$file")"; done; corrected=no; fi
}
yuebao() { "$YUEBAO" "$1" --desk $desk --period $period --inputs "$inputs" --out "$out" --quiet "${@:2}" >"$work/said" 2>&1; }
must() { yuebao "$@" || { cat "$work/said" >&2; fail "$1 failed after $what"; }; }
now() { date +%s%N; }

what='nothing yet'
start=$(now); must report; took=$(( ($(now) - start) / 1000000 ))
intact "$out" --clean >/dev/null
say "a report takes $took ms"
cut_short=0
for ((i = 1; i <= kills; i++)); do
    case $((i % 4)) in
    0) command=(publish --by kill --note kill --draft) span=60 ;;
    3) rm -rf "$out/存底"; turn; command=(report) span=$took ;;
    *) turn; command=(report) span=$took ;;
    esac
    # SIGKILL leaves no program time for anything.
    "$YUEBAO" "${command[0]}" --desk $desk --period $period --inputs "$inputs" --out "$out" --quiet "${command[@]:1}" \
        >/dev/null 2>&1 &
    moment=$((RANDOM * 32768 % (span + 1) + RANDOM % (span + 1)))
    moment=$((moment % (span + 1)))
    sleep "$(printf '%d.%03d' $((moment / 1000)) $((moment % 1000)))"
    if kill -9 $! 2>/dev/null; then cut_short=$((cut_short + 1)); fi
    wait $! 2>/dev/null || true
    what="kill $i of ${command[0]} after $moment ms"
    intact "$out" >/dev/null
    must report
    editions="$(intact "$out" --clean)"
    must history
    # Old editions are only of use to a test that looks at them.
    if [ "$editions" -gt 12 ]; then chmod -R u+w "$out"; rm -rf "$out"; must report; fi
done
say "$kills kills, $cut_short of them of a run at work: everything intact, every next run succeeded"

small="$work/small"
mkdir "$small"
if [ "$disks" -gt 0 ] && ! mount -t tmpfs -o size=64k none "$small" 2>/dev/null; then
    say "full disks: 0 of $disks tried, for no small file system can be mounted here (neither as root nor by unshare)"
    disks=0
fi
if [ "$disks" -gt 0 ]; then
    umount "$small"
    need=$(du -sk "$out/第1版" "$out/存底" | awk '{ sum += $1 } END { print sum }')
    refused=0
    for ((i = 1; i <= disks; i++)); do
        # The first edition fits; the second meets the end of the disk somewhere.
        mount -t tmpfs -o size=$((need * 4))k none "$small"
        out="$small"
        what="full disk $i"
        must report
        used=$(df --output=used -k "$small" | tail -1)
        room=$((need * i / (disks + 1)))
        mount -o remount,size=$((used + room))k "$small"
        turn
        if yuebao report; then :; else
            [ $? -eq 2 ] || fail "status $? on a full disk"
            grep -q '磁盘\|空间' "$work/said" || { cat "$work/said" >&2; fail 'it does not say that the disk is full'; }
            refused=$((refused + 1))
        fi
        intact "$small" >/dev/null
        mount -o remount,size=$((need * 4))k "$small"
        must report
        intact "$small" --clean >/dev/null
        umount "$small"
    done
    [ "$refused" -gt 0 ] || fail 'no run met the end of the disk'
    say "$disks small disks, full before the edition was written on $refused: everything intact, every next run succeeded"
fi

out="$work/two"
what='two runs at once'
"$YUEBAO" report --desk $desk --period $period --inputs "$inputs" --out "$out" >"$work/one" 2>&1 & one=$!
"$YUEBAO" report --desk $desk --period $period --inputs "$inputs" --out "$out" >"$work/other" 2>&1 & other=$!
wait $one || { cat "$work/one" >&2; fail 'the first of two runs at once failed'; }
wait $other || { cat "$work/other" >&2; fail 'the second of two runs at once failed'; }
[ "$(intact "$out" --clean)" = 1 ] || fail 'two runs at once made more than one edition'
say 'two runs at once: one edition, both succeeded'
