#!/usr/bin/env bash
# Whether what runs in the container serves: the console and a broker say so at /health; a ZooKeeper takes connections.
set -euo pipefail
port=$(cat "${ODRADEK_HOME:-/var/lib/odradek}/health.port")
exec 3<>"/dev/tcp/127.0.0.1/$port"
[ "$port" = 2181 ] && exit 0
path=/health/ready
[ "$port" = 9404 ] && path=/health
printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$path" >&3
read -r line <&3
case $line in *' 200 '*) exit 0 ;; esac
exit 1
