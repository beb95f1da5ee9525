#!/bin/sh
# Remove Spinal Vein Viewer where install.sh put it: ./uninstall.sh [--prefix DIR]
#
# Everything that install.sh placed goes, and the folders that it made, where nothing else lies in them; so
# does the program's cache, which holds only what can be made again. Your settings, notes and atlases stay.
set -eu

name=spinal-vein-viewer
here=$(cd "$(dirname "$0")" && pwd)

say() { [ -n "$quiet" ] || printf '%s\n' "$*"; }
refuse() { printf '%s\n' "$*" >&2; exit 1; }

quiet=
prefix=
list=
while [ $# -gt 0 ]; do
    case $1 in
        --prefix) [ $# -gt 1 ] || refuse "--prefix needs a folder: ./uninstall.sh --prefix DIR"; prefix=$2; shift 2 ;;
        --prefix=*) prefix=${1#--prefix=}; shift ;;
        --list) list=$2; shift 2 ;;
        --quiet) quiet=yes; shift ;;
        -h | --help) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 0 ;;
        *) refuse "There is no option $1; use: ./uninstall.sh [--prefix DIR]" ;;
    esac
done
if [ -z "$list" ]; then
    if [ -z "$prefix" ] && [ -f "$here/installed.txt" ]; then
        list=$here/installed.txt
    else
        case ${prefix:-/} in /*) ;; *) prefix=$PWD/$prefix ;; esac
        list=${prefix:-${HOME:-}/.local}/opt/$name/installed.txt
    fi
fi
[ -f "$list" ] || refuse "Spinal Vein Viewer is not installed there: $list is missing; name the folder with --prefix DIR."
opt=$(dirname "$list")
[ "$(basename "$opt")" = "$name" ] || refuse "$list is not a list of install.sh, so nothing is removed."
kept=$(cat "$list")
cd /

share=
while read -r kind path; do
    [ "$kind" = f ] || continue
    case $path in */applications/$name.desktop) share=${path%/applications/*} ;; esac
    rm -f "$path"
done <<END
$kept
END
rm -rf "$opt"

# What the desktop made of our files is made anew without them, or goes with the folder that we made.
if [ -n "$share" ]; then
    command -v update-mime-database >/dev/null && [ -d "$share/mime" ] &&
        update-mime-database "$share/mime" >/dev/null 2>&1 || :
    command -v update-desktop-database >/dev/null && [ -d "$share/applications" ] &&
        update-desktop-database "$share/applications" >/dev/null 2>&1 || :
    [ -f "$share/icons/hicolor/icon-theme.cache" ] && command -v gtk-update-icon-cache >/dev/null &&
        gtk-update-icon-cache -q -t -f "$share/icons/hicolor" || :
    while read -r kind path; do
        case "$kind $path" in
            "d $share/mime") [ -n "$(ls -A "$share/mime/packages" 2>/dev/null)" ] || rm -rf "$share/mime" ;;
            "d $share/applications")
                [ "$(ls -A "$share/applications")" != mimeinfo.cache ] || rm -f "$share/applications/mimeinfo.cache" ;;
        esac
    done <<END
$kept
END
fi

printf '%s\n' "$kept" | sed -n 's/^d //p' | sed -n '1!G;h;$p' | while read -r path; do
    rmdir "$path" 2>/dev/null || :
done
# What the program kept to start faster. When it is only replaced, a newer one makes good use of it.
cache=${XDG_CACHE_HOME:-}
case $cache in /*) ;; *) cache=${HOME:+$HOME/.cache} ;; esac
if [ -z "$quiet" ] && [ -n "$cache" ]; then
    rm -rf "$cache/$name"
fi
say "Spinal Vein Viewer is removed. Your settings, notes and atlases are where they were."
