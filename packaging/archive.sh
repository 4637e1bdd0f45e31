#!/bin/sh
# Writes the archive of a release for one system: the command, with the licences and what says how to begin.
#
#     archive.sh TARGET COMMAND FOLDER
#
# TARGET is the system by Rust's name, COMMAND the built command, and FOLDER where the archive goes.
set -eu
target=$1 command=$2
mkdir -p "$3"
folder=$(CDPATH='' cd -- "$3" && pwd)
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/brief-$target"
cp "$command" "$here/README.md" "$here/CHANGELOG.md" "$here/LICENSE-MIT" "$here/LICENSE-APACHE" "$work/brief-$target/"
cd "$work"
case $target in
  # As people on Windows expect it.
  *windows*)
    rm -f "$folder/brief-$target.zip"
    if command -v 7z >/dev/null; then 7z a "$folder/brief-$target.zip" "brief-$target" >/dev/null; else zip -qr "$folder/brief-$target.zip" "brief-$target"; fi
    ;;
  *) tar -czf "$folder/brief-$target.tar.gz" "brief-$target" ;;
esac
