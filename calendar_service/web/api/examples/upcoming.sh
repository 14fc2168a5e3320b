#!/usr/bin/env bash
# The next seven days. The ETag of the last answer is kept in a file and sent back (If-None-Match).
set -euo pipefail
address="https://calendar.example.org/api/v1/upcoming?days=7&tz=Asia/Almaty"

[ -s upcoming.json ] || rm -f upcoming.etag
touch upcoming.etag
status=$(curl -fsS --etag-compare upcoming.etag --etag-save upcoming.etag \
  --output upcoming.json --write-out '%{http_code}' "$address")
if [ "$status" = 304 ]; then
  echo "nothing new"
else
  jq -r '.items[] | "\(.start)  \(.name.text)"' upcoming.json
fi
