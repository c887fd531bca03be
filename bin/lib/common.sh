# Shared by the scripts in bin/: messages, the JDK, Maven, the class path. Sourced, never run; expects $root.

built="$root/target/built"
cache="$root/target/odradek.aot"
engine_cache="$root/target/broker.aot"
jdk_version=25

# The heap is a ceiling, not a need: an idle cluster of three brokers and its console live in a fifth of it.
# Netty's events for Flight Recorder are off: to have them costs a tenth of the start, recorded or not.
jvm=(-Xmx1g -XX:+UseG1GC -XX:+ExitOnOutOfMemoryError -Dfile.encoding=UTF-8 -Dio.netty.jfr.enabled=false
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
# shellcheck disable=SC2206 # several options in one variable are meant to be split
[ -n "${ODRADEK_JVM_OPTS:-}" ] && jvm+=($ODRADEK_JVM_OPTS)

# An unpacked archive has its jars in lib/ and nothing to build.
is_release() { [ -f "$root/lib/console-ui.jars" ]; }
built_once() { is_release || [ -d "$root/console-ui/target/lib" ]; }

say() { printf 'odradek: %s\n' "$*" >&2; }
die() { printf 'odradek: %s\n' "$*" >&2; exit 1; }

# The version of a JDK's home from its own release file, without starting it.
jdk_of() { sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null; }

# Sets $java and JAVA_HOME to a JDK 25, whatever `java` on the path is.
find_java() {
  local home on_path candidates=()
  [ -n "${JAVA_HOME:-}" ] && candidates+=("$JAVA_HOME")
  on_path=$(command -v javac || command -v java || true)
  if [ -n "$on_path" ]; then
    while [ -L "$on_path" ]; do
      local target; target=$(readlink "$on_path")
      case $target in /*) on_path=$target ;; *) on_path=$(dirname "$on_path")/$target ;; esac
    done
    candidates+=("$(cd "$(dirname "$on_path")/.." && pwd -P)")
  fi
  # ODRADEK_JDKS names the only directory to look in, where the usual places should not count.
  if [ -n "${ODRADEK_JDKS:-}" ]; then
    candidates+=("$ODRADEK_JDKS"/*)
  else
    candidates+=(/usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*
      /Library/Java/JavaVirtualMachines/*/Contents/Home)
  fi
  for home in "${candidates[@]}"; do
    if [ "$(jdk_of "$home")" = "$jdk_version" ] && { [ -x "$home/bin/javac" ] || { is_release && [ -x "$home/bin/java" ]; }; }; then
      export JAVA_HOME="$home"
      java="$home/bin/java"
      return 0
    fi
  done
  local found='no java on the path'
  [ -n "$on_path" ] && found="java here is $("$(dirname "$on_path")/java" -version 2>&1 | head -n 1)"
  die "JDK $jdk_version is needed ($found). Install one (Temurin $jdk_version, for example) and set JAVA_HOME to it."
}

# Maven: the installed one where it is new enough (3.8.6), else the wrapper, which fetches its own.
maven() {
  local version; version=$(mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p' || true)
  local tool=./mvnw
  case $version in 3.8.[6-9]*|3.9.*|3.1[0-9].*) tool=mvn ;; esac
  (cd "$root" && MAVEN_OPTS="${MAVEN_OPTS:---sun-misc-unsafe-memory-access=allow}" "$tool" -B "$@")
}

# A module's jar and what it needs. Jars only, always in the same order: a start-up cache is valid for exactly one
# class path.
jars_of() {
  local jar jars=()
  if is_release; then
    while IFS= read -r jar; do jars+=("$root/lib/$jar"); done <"$root/lib/$1.jars"
    local IFS=:
    printf '%s' "${jars[*]}"
    return
  fi
  for jar in "$root/$1/target/$1"-*.jar; do case $jar in *-tests.jar|*-sources.jar) ;; *) jars+=("$jar") ;; esac; done
  jars+=("$root/$1"/target/lib/*.jar)
  local IFS=:
  printf '%s' "${jars[*]}"
}
class_path() { jars_of console-ui; }

# Becomes a process of the engine alone (a broker, a ZooKeeper): run_engine CLASS [ARGUMENTS]. Kafka's variables for
# the JVM work as in its own scripts.
run_engine() {
  is_release || [ -d "$root/cluster-engine/target/lib" ] || die "nothing is built yet. Try: bin/odradek build"
  local flags=("${jvm[@]}") logging=${KAFKA_LOG4J_OPTS:--Dlogback.configurationFile="$root/config/logback.xml"}
  [ -f "$engine_cache" ] && flags+=(-XX:AOTCache="$engine_cache")
  # shellcheck disable=SC2086 # options in variables are meant to be split, as in Kafka's own scripts
  exec "$java" "${flags[@]}" ${KAFKA_HEAP_OPTS:-} ${KAFKA_JVM_PERFORMANCE_OPTS:-} "$logging" ${KAFKA_OPTS:-} \
    -cp "$(jars_of cluster-engine)${CLASSPATH:+:$CLASSPATH}" "$@"
}
