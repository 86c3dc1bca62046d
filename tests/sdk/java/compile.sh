# Everything that javac can warn of fails, but for the note that a class of the client is deprecated.
mkdir -p classes
javac -Xlint:all,-processing,-path,-deprecation -Werror -proc:none -d classes -cp "$1" \
    Drive.java $(find client/src/main/java -name '*.java')
