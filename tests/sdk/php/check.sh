# PHP itself finds what is no PHP, or deprecated; it has no stricter check of its own.
find client/lib drive.php -name '*.php' | while read -r file; do
    said=$(php -d error_reporting=-1 -d display_errors=1 -l "$file") || exit 1
    case $said in "No syntax errors detected in $file") ;; *) echo "$said"; exit 1 ;; esac
done
