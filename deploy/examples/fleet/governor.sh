#!/bin/sh
# Watches the memory of this container and has the agent give some back before the kernel kills it: from 70 % of the limit on
# `control compact`, from 85 % `control clear`, from 95 % `control archive`, each once until it is below that share again.
# Counted is what the kubelet counts: without the file cache that can be given up.
group=${CGROUP:-/sys/fs/cgroup}
limit=$(cat "$group/memory.max")
[ "$limit" != max ] || { echo "governor: want a memory limit, have none" >&2; exit 2; }
before=0
while :; do
  used=$(cat "$group/memory.current")
  cache=$(sed -n 's/^inactive_file //p' "$group/memory.stat")
  percent=$(((used - ${cache:-0}) * 100 / limit))
  tier=0
  [ "$percent" -lt 70 ] || tier=1
  [ "$percent" -lt 85 ] || tier=2
  [ "$percent" -lt 95 ] || tier=3
  if [ "$tier" -gt "$before" ]; then
    case $tier in
      1) "$CONTROL" compact ;;
      2) "$CONTROL" clear ;;
      3) "$CONTROL" archive ;;
    esac
  fi
  before=$tier
  sleep "${EVERY:-2}"
done
