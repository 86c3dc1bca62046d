# Every warning of javac fails the check but those of what the client calls of its own although it
# calls it deprecated: they are counted.
mkdir -p classes
said=$(javac -Xlint:all,-processing,-path -Xmaxwarns 10000 -proc:none -d classes -cp "$1" \
    Drive.java $(find client/src/main/java -name '*.java') 2>&1) || { echo "$said"; exit 1; }
if echo "$said" | grep ': warning: ' | grep -v '^client/.*: warning: \[deprecation\]'; then exit 1; fi
echo "$said" | grep -c ': warning: \[deprecation\]'
