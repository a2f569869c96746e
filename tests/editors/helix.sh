#!/usr/bin/env bash
# shellcheck disable=SC1111 # what is waited for holds Chinese quotes
# Drives Helix in a terminal of tmux: the list of findings, a fix, a definition.
# Run by tests/editors/run in the folder of the draft, with falint in PATH and editors/helix/languages.toml in place.
set -euo pipefail
pane() { tmux -L "falint-$$" "$@"; }
screen() { pane capture-pane -p; }
keys() { pane send-keys "$@"; }
trap 'pane kill-server 2>/dev/null || true' EXIT

# Waits until the screen holds every text given.
await() {
  local text now
  for _ in $(seq 100); do
    now="$(screen)"
    for text in "$@"; do
      [[ "$now" == *"$text"* ]] || { sleep 0.2; continue 2; }
    done
    return
  done
  printf 'waited in vain for: %s\non the screen:\n%s\n' "$*" "$now"
  return 1
}

pane -f /dev/null -u new-session -d -x 240 -y 40 "hx 草案.txt"
# The bar below counts what has come in: the list of findings does not grow once it is open.
await "某市养犬条例" "● 1 ● 3"

keys Space d
await "punct-halfwidth" "中文之间的“(市)”是半角" "typo-dup-word" "“对对”疑似重复" "施行日期“2025年  月  日”尚未填写"
keys Escape

keys ":3" Enter
keys "/" "\\(市" Enter
keys Space a
await "改为“（市）”"
keys Enter
await "县（市）区"

keys "/" "第一条" Enter
keys g d
await " 2:"
keys ":w" Enter
for _ in $(seq 50); do
  grep -q "县（市）区" 草案.txt && exit 0
  sleep 0.1
done
echo "the fix was not written:"
cat 草案.txt
exit 1
