# bin/odradek package: one archive of scripts, jars, documentation and licences. Sourced by bin/odradek.

# Jars of a module in the order of its class path, hard-linked into lib/ of the archive, where each stands once.
pack_module() {
  local module=$1 into=$2 jar names=()
  local all; IFS=: read -r -a all <<<"$(jars_of "$module")"
  for jar in "${all[@]}"; do
    [ -f "$into/lib/${jar##*/}" ] || cp "$jar" "$into/lib/"
    names+=("${jar##*/}")
  done
  printf '%s\n' "${names[@]}" >"$into/lib/$module.jars"
}

pack() {
  local out=${1:-$root/target} version name stage
  is_release && die "this is an unpacked archive already; package belongs to a checkout"
  build
  version=$(sed -n 's:.*<version>\(.*\)</version>.*:\1:p' "$root/pom.xml" | head -n 1)
  local kafka; kafka=$(sed -n 's:.*<kafka.version>\([0-9.]*\)<.*:\1:p' "$root/pom.xml")
  name=odradek-$version
  stage=$(mktemp -d)
  # shellcheck disable=SC2064 # the directory's name of now
  trap "rm -rf '$stage'" EXIT
  mkdir -p "$stage/$name/lib/kafka-tools" "$out"
  cp -R "$root"/{bin,config,docs,prometheus,grafana,docker,LICENSE,NOTICE,NOT_DONE.md,README.md} "$stage/$name/"
  rm -rf "$stage/$name/docs/images" "$stage/$name/bin/lib/test.sh" "$stage/$name"/bin/lib/{package.sh,Image.java,Licences.java}
  pack_module cluster-engine "$stage/$name"
  pack_module console-ui "$stage/$name"
  if [ -d "$root/kafka-peers/target/$kafka/libs" ]; then
    cp "$root/kafka-peers/target/$kafka/libs"/*.jar "$stage/$name/lib/kafka-tools/"
  else
    say "without Kafka's own tools: kafka-peers is not built"
  fi
  "$java" "$root/bin/lib/Licences.java" "$stage/$name/licences" "$stage/$name/lib" "$stage/$name/lib/kafka-tools"
  tar -C "$stage" --owner=0 --group=0 -czf "$out/$name.tar.gz" "$name"
  say "$out/$name.tar.gz ($(du -h "$out/$name.tar.gz" | cut -f 1))"
}
