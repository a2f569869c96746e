#!/usr/bin/env bash
# The most memory that falint holds: a folder, one long file, one line of 50 MB. Prints a table in Markdown.
#
#   benches/memory.sh [FOLDER]      a folder of texts; the long file is made of them (examples/)
#
# FALINT names the program (target/release/falint). Needs bash and python3, nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."
exec python3 - "${1:-examples}" <<'PYTHON'
import os, pathlib, platform, subprocess, sys, tempfile

FALINT = os.path.abspath(os.environ.get("FALINT", "target/release/falint"))
FOLDER = pathlib.Path(sys.argv[1])
LONG, LINE = 41_000_000, 50_000_000


def row(what, path, *arguments):
    command = [FALINT, "check", "--isolated", "--fail-on", "never", "--output-format", "json", *arguments, str(path)]
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{what}：没有完成：{child.returncode}")
    peak = used.ru_maxrss / (1e6 if platform.system() == "Darwin" else 1e3)
    print(f"| {what} | {used.ru_utime:.2f} s | {peak:.0f} MB |", flush=True)


def filled(parts, size):
    """The parts again and again, whole, up to about this size."""
    out, held = [], 0
    while held < size:
        for part in parts:
            out.append(part)
            held += len(part)
            if held >= size:
                break
    return b"".join(out)


print("| | 用户时间 | 内存峰值 |\n|---|--:|--:|")
texts = [path.read_bytes() for path in sorted(FOLDER.rglob("*")) if path.suffix in (".md", ".txt")]
row(f"{FOLDER.name}，{sum(map(len, texts)) / 1e6:.1f} MB，全部核", FOLDER)
with tempfile.TemporaryDirectory() as folder:
    for ending, title in ((".txt", "纯文本"), (".md", "Markdown")):
        path = pathlib.Path(folder, "长" + ending)
        path.write_bytes(filled([text + b"\n" for text in texts], LONG))
        row(f"一份 {path.stat().st_size / 1e6:.0f} MB 的{title}", path)
    sentence = "养犬人应当依法办理登记，不得遗弃犬只；".encode()
    for what, unit, ending in (("一行", sentence, ".txt"), ("一行 Markdown", sentence, ".md"), ("全是 NUL", b"\0", ".txt")):
        path = pathlib.Path(folder, "行" + ending)
        path.write_bytes(unit * (LINE // len(unit)))
        row(f"{what}，{path.stat().st_size / 1e6:.0f} MB", path)
PYTHON
