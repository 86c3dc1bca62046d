# Syntax, and every warning that Ruby has: one fails the check.
find client/lib drive.rb -name '*.rb' | while read -r file; do
    said=$(ruby -wc "$file" 2>&1) || { echo "$file: $said"; exit 1; }
    [ "$said" = "Syntax OK" ] || { echo "$file: $said"; exit 1; }
done
