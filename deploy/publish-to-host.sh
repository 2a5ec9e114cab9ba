#!/bin/sh
# Copies a site of Materia to a web host, so that no reader sees a page without its assets:
#
#   publish-to-host.sh site host:/srv/www/ivig/
#
# Assets go first, under names that say what they are; then pages, all within a moment; then pages that are withdrawn are removed. Assets that no
# page names any more stay for those who have one open: remove them a week later with --sweep. With either, files that others added to the target
# are removed too: name them with --exclude, behind the two words.
set -eu
sweep=
[ "${1:-}" = --sweep ] && { sweep=yes; shift; }
[ $# -ge 2 ] || { echo "usage: $0 [--sweep] SITE TARGET [options of rsync]" >&2; exit 64; }
site=${1%/}/ target=$2
shift 2
[ -f "${site}.materia-files" ] || { echo "$0: '$site' is no site of Materia" >&2; exit 2; }

for folder in assets search; do
    # embed.js and start.js keep their names; they go with the pages.
    [ ! -d "$site$folder" ] || rsync -rlt --chmod=D755,F644 --exclude '.*' --exclude embed.js --exclude start.js --exclude '*.html*' "$@" \
        "$site$folder" "$target"
done
if [ "$sweep" ]; then set -- "$@" --exclude '.*'; else
    h='[0-9a-f][0-9a-f][0-9a-f][0-9a-f]'
    set -- "$@" --exclude '.*' --filter "P /assets/*.$h$h.*" --filter 'P /search/??????????.js' --filter 'P /search/??????????.js.??'
fi
exec rsync -rlt --chmod=D755,F644 --delay-updates --delete-after "$@" "$site" "$target"
