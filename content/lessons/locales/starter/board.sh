#!/bin/sh
# Fills the board at the entrance. Each line asks another thing of the locale.
printf 'day:     %s\n' "$(date -d 2026-11-29 +%A)"
printf 'error:   %s\n' "$(cat /menu 2>&1)"
printf 'letters: %s\n' "$(printf 'Grün' | wc -m)"
printf 'sorted:  %s\n' "$(printf '%s\n' Zoo Äpfel Birne | sort | tr '\n' ' ')"
printf 'number:  %s\n' "$(printf '%.2f' 1.5)"
