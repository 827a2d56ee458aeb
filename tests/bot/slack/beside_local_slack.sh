#!/usr/bin/env bash
# Run a command beside local-slack, a Slack stand-in from npm, in a network namespace of its own (it listens on every
# address). usage: beside_local_slack.sh NODE_MODULES COMMAND [ARG ...], as root
# LOCAL_SLACK_CONFIG names another file beside this one than local-slack.yaml.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if [ "$1" != --inside ]; then exec unshare -n "$0" --inside "$@"; fi
shift
modules=$1
shift
ip link set lo up
"$modules/local-slack-linux-x64/bin/local-slack" --config "$here/${LOCAL_SLACK_CONFIG:-local-slack.yaml}" --port 3000 >/dev/null 2>&1 &
slack=$!
trap 'kill $slack 2>/dev/null || true' EXIT
"$@"
