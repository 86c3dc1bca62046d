# Ruby reads every file and warns of nothing; what it warns of once all is loaded is counted.
said=$(ruby -w -e 'ARGV.each { |file| RubyVM::InstructionSequence.compile_file(file) }' \
    drive.rb $(find client/lib -name '*.rb') 2>&1) || { echo "$said"; exit 1; }
[ -z "$said" ] || { echo "$said"; exit 1; }
said=$(ruby -w -I client/lib -r archive_client -e '' 2>&1) || { echo "$said"; exit 1; }
if echo "$said" | grep '^/.*/client/lib' | grep -v 'method redefined\|previous definition'; then exit 1; fi
echo "$said" | grep -c '/client/lib.*method redefined'
