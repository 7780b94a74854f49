#!/bin/sh
# Answers one line of each visitor.
read -r line
echo "you said: $line"
