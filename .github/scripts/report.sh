#!/usr/bin/env bash
# Writes the list of problems of a checked commit on its pull request, or renews the list that is there.
# Needs GH_TOKEN, HEAD_SHA, RUN_ID, GITHUB_REPOSITORY and GITHUB_SERVER_URL. The artifact is read, never unpacked.
set -euo pipefail

repository="repos/$GITHUB_REPOSITORY"
script="$(dirname "$0")/comment.py"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[[ $HEAD_SHA =~ ^[0-9a-f]{40}$ && $RUN_ID =~ ^[0-9]+$ ]]

# Only the latest commit of an open pull request: a later check reports for itself.
number=$(gh api --paginate "$repository/pulls?state=open&per_page=100" \
  --jq ".[] | select(.head.sha == \"$HEAD_SHA\") | .number" | sed -n 1p)
if [ -z "$number" ]; then
  echo "No open pull request ends in $HEAD_SHA."
  exit 0
fi

artifact=$(gh api "$repository/actions/runs/$RUN_ID/artifacts?name=problems" \
  --jq '[.artifacts[] | select(.name == "problems" and (.expired | not) and .size_in_bytes < 4000000)][0].id // empty')
if [ -z "$artifact" ]; then
  echo "The check left no list of problems."
  exit 0
fi
gh api "$repository/actions/artifacts/$artifact/zip" > "$work/problems.zip"

lang=$(gh api --paginate "$repository/pulls/$number/files?per_page=100" --jq '.[].filename' | python3 "$script" language)
# On an error gh prints the answer's body, so its output counts only when it succeeds.
site=$(gh api "$repository/pages" --jq .html_url 2> "$work/pages.log") || site=""
python3 "$script" render "$work/problems.zip" --lang "$lang" --site "${site:+${site%/}/}" \
  --blob "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/blob/$HEAD_SHA/" > "$work/body.md"

old=$(gh api --paginate "$repository/issues/$number/comments?per_page=100" \
  --jq '.[] | select(.user.login == "github-actions[bot]" and (.body | startswith("<!-- passerelle-check -->"))) | .id' |
  sed -n 1p)
if [ -n "$old" ]; then
  gh api --silent --method PATCH "$repository/issues/comments/$old" -F "body=@$work/body.md"
elif grep -q '^### ' "$work/body.md"; then # the title of a list; a clean text is no reason for a new comment
  gh api --silent --method POST "$repository/issues/$number/comments" -F "body=@$work/body.md"
fi
