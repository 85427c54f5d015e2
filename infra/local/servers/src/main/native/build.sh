#!/bin/sh
# Builds the two stand-in libraries of this folder. Needed only after a change here: their output is kept in resources.
set -eu
cd "$(dirname "$0")"
out=../resources/io/orderflow/local/servers/linux-x86_64
for name in libaio libnuma; do
  cc -shared -fPIC -Os -s -Wall -Wextra -Werror -nostartfiles -Wl,--build-id=none \
    -Wl,-soname,$name.so.1 -Wl,--version-script=$name.map -o "$out/$name.so.1" $name.c
done
