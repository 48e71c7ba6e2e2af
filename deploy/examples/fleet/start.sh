#!/bin/sh
# Runs an agent beside its memory governor. On SIGTERM the agent is asked to drain: it takes no new session, ends or archives
# those that it has, and says so by the end of `control drain`, for which it has DRAIN_SECONDS; then it is ended.
folder=$(dirname "$0")
"$@" &
agent=$!
/bin/sh "$folder/governor.sh" &
governor=$!
drain() {
  trap '' TERM
  timeout "$DRAIN_SECONDS" "$CONTROL" drain
  kill "$agent"
}
trap drain TERM
wait "$agent"
status=$?
# A signal ends the first wait before the agent ends.
while kill -0 "$agent" 2>/dev/null; do
  wait "$agent"
  status=$?
done
kill "$governor" 2>/dev/null
exit "$status"
