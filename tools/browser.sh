#!/bin/sh
# Chromium and Node for the browser and search tests: by apt as root or with passwordless sudo, else the line to run.
packages=""
command -v chromium >/dev/null 2>&1 || packages="$packages chromium"
command -v node >/dev/null 2>&1 || packages="$packages nodejs"
fc-list 2>/dev/null | grep -qi lao || packages="$packages fontconfig fonts-noto-core"
[ -z "$packages" ] && exit 0
if [ "$(id -u)" = 0 ]; then sudo=""
elif sudo -n true 2>/dev/null; then sudo="sudo"
else
  echo "The tests need:$packages. Run: sudo apt-get update && sudo apt-get install --yes --no-install-recommends$packages" >&2
  exit 1
fi
command -v apt-get >/dev/null 2>&1 || { echo "The tests need:$packages; install them with your system's package manager." >&2; exit 1; }
$sudo apt-get update --quiet --quiet
DEBIAN_FRONTEND=noninteractive $sudo apt-get install --yes --quiet --quiet --no-install-recommends $packages
