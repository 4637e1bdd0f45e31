#!/bin/sh
# What the hooks for pre-commit run: the command `brief`, which the first run puts into this checkout.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
folder=$here/target/hook
[ -x "$folder/brief" ] || [ -x "$folder/brief.exe" ] || sh "$here/packaging/install.sh" "$folder"
exec "$folder/brief" "$@"
