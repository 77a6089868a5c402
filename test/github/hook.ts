import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The hook of every bare repository. It refuses what the server told it to refuse, and, for tokens without the
 * permission `workflows`, refs whose workflow files are neither those of the ref before nor of the default branch.
 */
const PRE_RECEIVE = `#!/bin/sh
if [ -n "$FAKE_GITHUB_REJECT" ]; then
  printf '%s\\n' "$FAKE_GITHUB_REJECT" >&2
  exit 1
fi
[ -n "$FAKE_GITHUB_WORKFLOWS" ] || exit 0
zero=0000000000000000000000000000000000000000
list() { git ls-tree -r "$1" -- .github/workflows 2>/dev/null; }
while read -r old new ref; do
  [ "$new" = "$zero" ] && continue
  wanted=$(list "$new")
  [ -z "$wanted" ] && continue
  known=$(list HEAD; [ "$old" = "$zero" ] || list "$old")
  changed=$(printf '%s\\n' "$wanted" | grep -vxF -e "$known" | cut -f2 | head -n1)
  [ -z "$changed" ] && continue
  echo "refusing to allow a GitHub App to create or update workflow \\\`$changed\\\` without \\\`workflows\\\` permission" >&2
  exit 1
done
`;

export async function installHook(bareDir: string): Promise<void> {
  await mkdir(join(bareDir, 'hooks'), { recursive: true });
  await writeFile(join(bareDir, 'hooks', 'pre-receive'), PRE_RECEIVE, { mode: 0o755 });
}
