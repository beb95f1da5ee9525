#!/bin/sh
# Install Spinal Vein Viewer for this user, without root: ./install.sh [--prefix DIR]
#
# The program goes to ~/.local/opt, its menu entry, icons and type of file to ~/.local/share (or XDG_DATA_HOME),
# its command to ~/.local/bin. With --prefix DIR all three lie below DIR. Installing again replaces what is there.
set -eu

name=spinal-vein-viewer
here=$(cd "$(dirname "$0")" && pwd)

say() { printf '%s\n' "$*"; }
refuse() { say "$*" >&2; exit 1; }

prefix=
while [ $# -gt 0 ]; do
    case $1 in
        --prefix) [ $# -gt 1 ] || refuse "--prefix needs a folder: ./install.sh --prefix DIR"; prefix=$2; shift 2 ;;
        --prefix=*) prefix=${1#--prefix=}; shift ;;
        -h | --help) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 0 ;;
        *) refuse "There is no option $1; use: ./install.sh [--prefix DIR]" ;;
    esac
done
if [ -n "$prefix" ]; then
    case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac
    share=$prefix/share
else
    [ -n "${HOME:-}" ] || refuse "HOME is not set, so say where to install: ./install.sh --prefix DIR"
    prefix=$HOME/.local
    share=${XDG_DATA_HOME:-$HOME/.local/share}
fi
case $prefix$share in
    *[\"\`\$\\%]* | *'
'*) refuse "A menu entry cannot name the folder $prefix; choose one without quotes, \$, \\ and %." ;;
esac
[ -x "$here/$name/$name" ] || refuse "The folder $name is missing beside install.sh; unpack the whole archive again."

opt=$prefix/opt/$name
program=$opt/$name
list=$opt/installed.txt
if [ -f "$list" ]; then
    sh "$here/uninstall.sh" --prefix "$prefix" --quiet --list "$list"
elif [ -e "$opt" ]; then
    refuse "$opt is there already and is not ours; move it away, or choose another folder with --prefix."
fi

made=
# Make a folder and those above it, and keep in mind which of them were not there.
folder() {
    [ -d "$1" ] && return
    folder "$(dirname "$1")"
    mkdir "$1" || refuse "$1 cannot be made; choose another folder with --prefix."
    made="${made}d $1
"
}
placed() { made="${made}f $1
"; }

folder "$opt"
cp -Rp "$here/$name/." "$opt/"
cp -p "$here/uninstall.sh" "$opt/uninstall.sh"

cd "$here/share"
for file in $(find . -type f | sed 's|^\./||' | LC_ALL=C sort); do
    folder "$(dirname "$share/$file")"
    case $file in
        *.desktop)
            sed -e "s|^TryExec=.*|TryExec=$program|" \
                -e "s|^Exec=$name|Exec=\"$program\"|" "$file" >"$share/$file"
            chmod 644 "$share/$file"
            ;;
        *) cp -p "$file" "$share/$file" ;;
    esac
    placed "$share/$file"
done

folder "$prefix/bin"
if [ -e "$prefix/bin/$name" ] && [ ! -L "$prefix/bin/$name" ]; then
    say "$prefix/bin/$name is a file of another program and stays; start ours with $program" >&2
else
    ln -sf "$program" "$prefix/bin/$name"
    placed "$prefix/bin/$name"
fi
printf '%s' "$made" >"$list"

command -v update-mime-database >/dev/null && update-mime-database "$share/mime" >/dev/null 2>&1 || :
command -v update-desktop-database >/dev/null && update-desktop-database "$share/applications" >/dev/null 2>&1 || :
# Without a cache, the folder itself is read; an old cache would hide the new icons.
[ -f "$share/icons/hicolor/icon-theme.cache" ] && command -v gtk-update-icon-cache >/dev/null &&
    gtk-update-icon-cache -q -t -f "$share/icons/hicolor" || :

say "Spinal Vein Viewer is installed: look for it in the menu, or start $program"
case :${PATH:-}: in
    *:"$prefix/bin":*) ;;
    *) say "The command $name lies in $prefix/bin, which is not in your PATH." ;;
esac
say "To remove it: sh $opt/uninstall.sh"
