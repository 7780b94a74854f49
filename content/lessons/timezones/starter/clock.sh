#!/bin/sh
# Prints what this image takes for local time: now, and at noon UTC on a winter and a summer day.
set -eu

form='%Y-%m-%d %H:%M %Z (UTC%z)'
date "+now:    $form"
date -d @1768478400 "+winter: $form"
exec date -d @1784116800 "+summer: $form"
