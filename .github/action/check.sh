#!/usr/bin/env bash
# The action's second step: runs falint, annotates, writes SARIF, the job's summary and the count of findings, and only
# then fails. Runs on the bash of Linux, of macOS (3.2) and of Git for Windows.
#
# From the step: INPUT_PATH, INPUT_ARGS, INPUT_FAIL_ON, INPUT_SARIF_FILE. From the runner: GITHUB_OUTPUT,
# GITHUB_STEP_SUMMARY, RUNNER_TEMP.
set -euo pipefail

# Lines of findings in the summary, far below the megabyte that a step may write.
readonly most_lines=500

# Reads lines into the array `lines`; an empty line is none.
read_lines() {
  lines=()
  local line
  while IFS= read -r line; do
    line=${line%$'\r'}
    if [ -n "$line" ]; then lines+=("$line"); fi
  done
}

read_lines <<<"$INPUT_PATH"
if [ ${#lines[@]} -eq 0 ]; then lines=(.); fi
paths=("${lines[@]}")

# Words and quotes as in a shell, but nothing is expanded or run.
if ! words=$(printf '%s\n' "$INPUT_ARGS" | xargs printf '%s\n' 2>/dev/null); then
  echo "::error title=falint::args 的引号不成对"
  exit 2
fi
read_lines <<<"$words"
args=(${lines[@]+"${lines[@]}"})

falint_check() {
  falint check ${args[@]+"${args[@]}"} "$@" -- "${paths[@]}" </dev/null
}

# The first run decides, and says what is wrong; the others say the same in other words.
status=0
falint_check --output-format github --fail-on "${INPUT_FAIL_ON:-warning}" || status=$?
again() {
  falint_check --fail-on never --output-format "$1" -o "$2" 2>/dev/null || [ "$status" -ge 2 ]
}

if [ -n "$INPUT_SARIF_FILE" ]; then
  mkdir -p "$(dirname -- "$INPUT_SARIF_FILE")"
  again sarif "$INPUT_SARIF_FILE"
fi

findings=$RUNNER_TEMP/falint-findings.jsonl
rm -f "$findings"
again jsonl "$findings"
if [ -e "$findings" ]; then
  # A line is a finding, or a file that could not be checked.
  echo "findings=$(awk '!/^[{]"error"/ { n++ } END { print n + 0 }' "$findings")" >>"$GITHUB_OUTPUT"
fi

summary=$RUNNER_TEMP/falint-summary.txt
rm -f "$summary"
again concise "$summary"
if [ -e "$summary" ]; then
  {
    echo "### falint"
    echo
    # Behind four spaces text is text, whatever Markdown the draft holds.
    head -n "$most_lines" "$summary" | sed 's/^/    /'
    total=$(wc -l <"$summary" | tr -d ' ')
    if [ "$total" -gt "$most_lines" ]; then
      echo
      echo "另有 $((total - most_lines)) 行没有列出。"
    fi
  } >>"$GITHUB_STEP_SUMMARY"
fi

exit "$status"
