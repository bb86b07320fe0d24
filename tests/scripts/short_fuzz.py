"""short_fuzz.py --build FOLDER --out FOLDER: builds OUT/fuzz, the libFuzzer program of tests/fuzz with the targets of
shared/wire. Only those sources are compiled for it, by clang 19 with sanitizers; all else comes from the libraries of the
build. Compiled again is what changed.
"""
import argparse
import concurrent.futures
import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

TARGETS = {"targets.cpp", "wire_targets.cpp", "channel_targets.cpp", "state_targets.cpp"}
SANITIZE = ["-O1", "-g1", "-fno-omit-frame-pointer", "-fno-sanitize-recover=all"]
LIBRARIES = ["dongthac_shared", "sodium", "zstd", "utf8proc", "pugixml", "xlsxwriter", "zlib", "sqlite3"]


def flags_of(command):
    """Definitions and include folders of a compiler's command line."""
    words = shlex.split(command)
    kept = []
    for place, word in enumerate(words):
        if word in ("-isystem", "-I"):
            kept += [word, words[place + 1]]
        elif word.startswith("-I") or (word.startswith("-D") and "FORTIFY" not in word):
            kept.append(word)
    return kept


def compile_one(source, flags, folder, out):
    name = out / (source.stem + ".o")
    launcher = [shutil.which("ccache")] if shutil.which("ccache") else []
    command = launcher + ["clang++-19", "-std=c++23", *flags, *SANITIZE, "-fsanitize=address,undefined,fuzzer-no-link",
                          "-DDONGTHAC_FUZZ_WIRE_ONLY", "-w", "-c", str(source), "-o", str(name)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"short_fuzz: error: {source.name} does not compile:\n{done.stderr[-3000:]}")
    return str(name)


def main():
    parser = argparse.ArgumentParser(prog="short_fuzz.py")
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    build, out = options.build.resolve(), options.out.resolve()
    root = Path(__file__).resolve().parent.parent.parent
    work = []
    for entry in json.loads((build / "compile_commands.json").read_text()):
        source = Path(entry["directory"], entry["file"]).resolve()
        wanted = source.parent == root / "shared" / "wire" or (source.parent == root / "tests" / "fuzz" and source.name in TARGETS)
        if wanted and source not in [one[0] for one in work]:
            work.append((source, flags_of(entry["command"]), entry["directory"]))
    fuzz = next(one for one in work if one[0].name == "targets.cpp")
    work.append((root / "tests" / "fuzz" / "libfuzzer.cpp", fuzz[1], fuzz[2]))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        objects = list(pool.map(lambda one: compile_one(*one, out), work))
    libraries = [str(build / f"lib{name}.a") for name in LIBRARIES if (build / f"lib{name}.a").is_file()]
    subprocess.run(["clang++-19", "-fsanitize=address,undefined,fuzzer", *objects, *libraries, "-lpthread", "-ldl", "-o", str(out / "fuzz")],
                   check=True)


if __name__ == "__main__":
    main()
