# Kafka's start and stop scripts for a broker and for ZooKeeper, over bin/odradek. Sourced; expects $root.

# start_server COMMAND NAME [-daemon] [-name NAME] [-loggc] FILE [--override KEY=VALUE]...
start_server() {
  local command=$1 name=$2 daemon=; shift 2
  while [ $# -gt 0 ]; do
    case $1 in
      -daemon) daemon=1; shift ;;
      -name) name=${2:-$name}; shift; [ $# -gt 0 ] && shift ;;
      -loggc) shift ;;
      *) break ;;
    esac
  done
  [ $# -gt 0 ] || die "usage: $(basename "$0") [-daemon] FILE"
  [ -n "$daemon" ] || exec "$root/bin/odradek" "$command" "$@"
  local logs=${LOG_DIR:-$root/logs}
  mkdir -p "$logs" || die "the directory $logs cannot be made; LOG_DIR names another"
  nohup "$root/bin/odradek" "$command" "$@" >"$logs/$name.out" 2>&1 </dev/null &
}

# The processes of a main class of ours, those of this user only.
processes_of() {
  # shellcheck disable=SC2009 # pgrep cuts long command lines
  ps -u "$(id -u)" -o pid=,args= -ww | grep " $1 " | grep java | grep -v grep | awk '{print $1}' || true
}

# The broker id of a running broker: an override in its command line, else its file's.
broker_of() {
  local pid=$1 words=() word previous= file= id=
  mapfile -d '' -t words <"/proc/$pid/cmdline" 2>/dev/null || return 0
  local seen=
  for word in "${words[@]}"; do
    if [ "$previous" = --override ] || [ "${word#--override=}" != "$word" ]; then
      case ${word#--override=} in broker.id=*|node.id=*) id=${word##*=} ;; esac
    elif [ -n "$seen" ] && [ -z "$file" ] && [ "${word#-}" = "$word" ]; then
      file=$word
    fi
    [ "$word" = io.odradek.engine.BrokerMain ] && seen=1
    previous=$word
  done
  case $file in ''|/*) ;; *) file="$(readlink "/proc/$pid/cwd")/$file" ;; esac
  [ -n "$id" ] || id=$(sed -n 's/^[[:space:]]*\(broker\|node\)\.id[[:space:]]*[=:][[:space:]]*\([0-9]*\).*/\2/p' "$file" 2>/dev/null | tail -n 1)
  printf '%s' "$id"
}

# stop_servers CLASS WHAT [--node-id N]: asks them to end, and does not wait, as in Kafka.
stop_servers() {
  local class=$1 what=$2 only= pid pids=(); shift 2
  while [ $# -gt 0 ]; do
    case $1 in
      --node-id=*|--broker-id=*) only=${1#*=}; shift ;;
      --node-id|--broker-id) only=${2:-}; shift; [ $# -gt 0 ] && shift ;;
      --process-role|--process-role=*) die "--process-role belongs to Kafka without ZooKeeper; --node-id N stops one broker" ;;
      *) die "$(basename "$0") does not know $1; --node-id N stops one broker" ;;
    esac
  done
  for pid in $(processes_of "$class"); do
    [ -n "$only" ] && [ "$(broker_of "$pid")" != "$only" ] && continue
    pids+=("$pid")
  done
  [ ${#pids[@]} -gt 0 ] || die "no $what to stop"
  kill -s "${SIGNAL:-TERM}" "${pids[@]}"
}
