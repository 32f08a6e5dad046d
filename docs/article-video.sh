#!/bin/sh
# The video of the article, made with companion play: she appears, feels, speaks, looks about and says goodbye.
#
#     docs/article-video.sh OUT.mp4 [--window]
#
# Without --window no display is needed. COMPANION says how the program is called where it is not simply "companion".
set -eu

out=${1:?"give the name of the video, for example amelie.mp4"}
shift
companion=${COMPANION:-companion}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Her voice, one sound file a sentence; any wav file will do.
$companion speak "Hello! I am Amelie." --out "$folder/hello.wav"
$companion speak "I can be surprised, and I can be sad." --out "$folder/feelings.wav"
$companion speak "Goodbye!" --out "$folder/goodbye.wav"

# e expression, s sound, w wait (alone: until she has finished), l look, q quit: one command a line.
$companion play --stdin --out "$out" "$@" <<SCRIPT
w0.5
ejoy
s$folder/hello.wav
w
w0.3
esurprise
s$folder/feelings.wav
w1.4
esadness
w
w0.5
l0.8,0.4
w0.8
l-0.8,0.2
w0.8
l
ejoy
s$folder/goodbye.wav
w
w0.7
q
SCRIPT
