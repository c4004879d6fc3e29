#!/usr/bin/env python3
"""Whether what lies in a folder of editions is whole: tests/kill/intact.py FOLDER [--clean]

Reads the folder by itself, without the program that wrote it. Every edition's folder must hold the manifest it was written
with and every file that manifest lists, with the hash it lists; the manifest beside them must be one of these; the list of
what was published must be JSON and name editions that are there, with the hash of their manifests. With --clean nothing
half written and no lock may be left either. Prints the number of editions; what is wrong goes to standard error, status 1.
"""
import hashlib
import json
import pathlib
import sys


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def faults(folder, clean):
    editions = {}
    for path in sorted(folder.glob("第*版")):
        number = int(path.name[1:-1])
        own = path / "manifest.json"
        if not own.is_file():
            yield f"{path}: no manifest"
            continue
        manifest = json.loads(own.read_text("utf-8"))
        editions[number] = own
        if manifest["edition"] != number:
            yield f"{own}: says it is edition {manifest['edition']}"
        for listed in manifest["outputs"]:
            file = folder / listed["path"]
            if not file.is_file():
                yield f"{file}: gone"
            elif sha256(file) != listed["sha256"]:
                yield f"{file}: not as it was written"
    pointer = folder / "manifest.json"
    if pointer.exists():
        number = json.loads(pointer.read_text("utf-8"))["edition"]
        if number not in editions or editions[number].read_bytes() != pointer.read_bytes():
            yield f"{pointer}: names edition {number}, which is not there as it says"
    published = folder / "published.json"
    if published.exists():
        for one in json.loads(published.read_text("utf-8"))["published"]:
            own = editions.get(one["edition"])
            if own is None or sha256(own) != one["sha256"]:
                yield f"{published}: edition {one['edition']} is not the one that was published"
    if clean:
        for path in folder.rglob("*"):
            if path.name.endswith(".writing") or path.name == ".lock":
                yield f"{path}: left over"
    for path in (folder / "存底").glob("??/*"):
        # A file of the archive is named by its hash; one that a cut spoils is written again when it is needed.
        if clean and sha256(path) != path.name:
            yield f"{path}: not what its name says"
    print(len(editions))


def main():
    found = list(faults(pathlib.Path(sys.argv[1]), "--clean" in sys.argv[2:]))
    for fault in found:
        print(fault, file=sys.stderr)
    sys.exit(1 if found else 0)


main()
