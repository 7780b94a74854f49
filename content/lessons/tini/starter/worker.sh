#!/bin/sh
# Starts a job every second and follows their log.
log=/var/log/worker.log

job() {
  echo "job $1 done"
}

schedule() {
  n=0
  while true; do
    n=$((n + 1))
    # Detached, as a daemon would be: the parent of the job ends at once, and PID 1 inherits the job.
    ( (sleep 0.2; job "$n") & )
    sleep 1
  done
}

touch "$log"
schedule >> "$log" &
exec tail -f "$log"
