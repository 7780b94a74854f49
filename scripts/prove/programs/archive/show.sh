#!/bin/sh
# Lists what was packed.
exec tar -tzf /srv/notes.tar.gz
