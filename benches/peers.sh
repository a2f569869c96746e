#!/usr/bin/env bash
# Measures falint beside the checkers that are installed: autocorrect, typos, limae; ripgrep for start-up.
#
#   benches/peers.sh FOLDER [DRAFT]     a folder of Markdown, and one small draft for start-up
#
# Prints a table in Markdown: pairs of runs, falint first, one after the other, so that both meet the same machine;
# least and median of each, and the median of the ratios. Needs bash and python3, nothing else.
#
# FALINT names the program (target/release/falint), RUNS how many pairs (7). Where there is no autocorrect on the PATH,
# AUTOCORRECT_PYTHON names a python that has autocorrect_py: its binding, in one process, is measured then and named so.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ $# -lt 1 ] || [ ! -d "$1" ]; then
  echo "用法：benches/peers.sh 文件夹 [草案]" >&2
  exit 2
fi
exec python3 - "$(realpath "$1")" "$(realpath "${2:-examples/鞍山.txt}")" <<'PYTHON'
import os, pathlib, platform, shutil, statistics, subprocess, sys, time

FOLDER, DRAFT = sys.argv[1:3]
FALINT = os.path.abspath(os.environ.get("FALINT", "target/release/falint"))
RUNS = int(os.environ.get("RUNS", "7"))
BINDING = """
import pathlib, sys, autocorrect_py
for root in map(pathlib.Path, sys.argv[1:]):
    for path in sorted(root.rglob("*.md")) if root.is_dir() else [root]:
        autocorrect_py.lint_for(path.read_text(encoding="utf-8", errors="replace"), str(path))
"""


def run(command, folder, threads):
    """Seconds, and the most memory it held, in MB."""
    environment = dict(os.environ, RAYON_NUM_THREADS=str(threads)) if threads else os.environ
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    took = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1, 2) or (command[0] == FALINT and child.returncode == 2):
        sys.exit(f"{command[0]} 没有完成：{child.returncode}")
    return took, used.ru_maxrss / (1e6 if platform.system() == "Darwin" else 1e3)


def falint(path, threads):
    jobs = ["-j", str(threads)] if threads else []
    return [FALINT, "check", "--isolated", "--fail-on", "never", "--output-format", "json", *jobs, path]


def peers():
    """Name, version, command for a path and threads, and whether it checks texts or only starts and searches."""
    if path := shutil.which("autocorrect"):
        yield "autocorrect", path, lambda p, n: [path, "--lint", *(["--threads", str(n)] if n else []), p], True
    elif python := os.environ.get("AUTOCORRECT_PYTHON"):
        yield "autocorrect_py（绑定）", python, lambda p, n: [python, "-c", BINDING, p], True
    if path_typos := shutil.which("typos"):
        yield "typos", path_typos, lambda p, n: [path_typos, "--isolated", "--format", "silent",
                                                 *(["--threads", str(n)] if n else []), p], True
    if path_limae := shutil.which("limae"):
        yield "limae", path_limae, lambda p, n: [path_limae, "--all"] if os.path.isdir(p) else [path_limae, p], True
    if path_rg := shutil.which("rg"):
        yield "ripgrep", path_rg, lambda p, n: [path_rg, "-c", "应当", p], False


def version(name, program):
    if "py" in name:
        command = [program, "-c", "from importlib.metadata import version as v; print(v('autocorrect-py'))"]
    else:
        command = [program, "--version"]
    said = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    lines = said.stdout.strip().splitlines()
    if said.returncode == 0 and lines:
        return lines[0].split()[-1] if name != "ripgrep" else lines[0].split()[1]
    try:
        python = pathlib.Path(program).with_name("python")
        command = [python, "-c", f"from importlib.metadata import version as v; print(v({name!r}))"]
        return subprocess.run(command, capture_output=True, text=True).stdout.strip() or "版本不明"
    except OSError:
        return "版本不明"


def pairs(title, ours, theirs, folder, threads):
    """One row of the table."""
    run(ours, folder, threads), run(theirs, folder, threads)
    measured = [(run(ours, folder, threads), run(theirs, folder, threads)) for _ in range(RUNS)]
    a, b = [one[0] for one, _ in measured], [one[0] for _, one in measured]
    ratio = statistics.median(x / y for x, y in zip(a, b))
    memory = [max(pair[side][1] for pair in measured) for side in (0, 1)]
    unit, by = ("ms", 1e3) if statistics.median(a) < 0.1 else ("s", 1)
    show = lambda seconds: f"{min(seconds) * by:.{0 if by > 1 and min(seconds) > .1 else 2}f} / {statistics.median(seconds) * by:.2f} {unit}"
    print(f"| {title} | {show(a)} | {show(b)} | {ratio:.2f} | {memory[0]:.0f} / {memory[1]:.0f} MB |", flush=True)


def machine():
    try:
        model = next(line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.processor() or platform.machine()
    return f"{os.cpu_count()} 核 {model}，{platform.system()} {platform.release()}"


files = [path for path in pathlib.Path(FOLDER).rglob("*.md")]
size = sum(path.stat().st_size for path in files)
found = list(peers())
print(f"{machine()}。{len(files)} 份 Markdown，{size / 1e6:.1f} MB；启动量 {pathlib.Path(DRAFT).name}，"
      f"{os.path.getsize(DRAFT) / 1e3:.0f} kB。每行 {RUNS} 对，交替运行。", end="")
print("；".join([f"falint {version('falint', FALINT)}"] + [f"{name} {version(name, program)}" for name, program, _, _ in found]) + "。\n")
print("| | falint 最小 / 中位 | 对方 最小 / 中位 | 时间之比（中位） | 内存峰值 |\n|---|--:|--:|--:|--:|")
for name, _, command, checks in found:
    if checks:
        pairs(f"{name}，单线程", falint(FOLDER, 1), command(FOLDER, 1), FOLDER, 1)
        pairs(f"{name}，全部核", falint(FOLDER, 0), command(FOLDER, 0), FOLDER, 0)
for name, _, command, _ in found:
    pairs(f"{name}，启动", falint(DRAFT, 0), command(DRAFT, 0), FOLDER, 0)
if not found:
    print("| 没有装别的检查程序 | | | | |")
PYTHON
