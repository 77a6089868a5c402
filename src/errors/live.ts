import type { CatalogueEntry } from './entry.ts';

/** Errors of the live branch. */
export const liveErrors = {
  'live-foreign': {
    what: 'The live branch {branch} holds what this program did not write: {detail}',
    causes: ['Someone committed to the branch by hand, or `live_branch` names another branch.'],
    cure: 'Look at `git log {branch}` and put it back to the last commit of Prompt Rollout, or set `live_branch` to a name of its own.',
  },
  'live-lost': {
    what: 'The live branch {branch} is gone, and the tag {tag} says that versions were released.',
    causes: [
      'Someone deleted the branch, and with it what is stable, under test and in quarantine.',
      '`live_branch` was changed to a name that does not exist yet.',
    ],
    cure: 'Put the branch back: `git push origin <commit>:refs/heads/{branch}`; the last run names the commit in its output `result` (`live.commit`). To begin anew, with what the default branch holds for everyone, delete the tags `prompt-rollout/*` first. Nothing was written; applications keep what they read last.',
  },
  'live-newer': {
    what: 'The live branch {branch} was written by a newer version: {file} has schema {schema}, known here is {known}.',
    causes: ['Two workflows use different versions of the action.'],
    cure: 'Raise the version of the action here. Nothing was written for what this file is about. A rollback by hand works: it takes the newest commit whose files are known here.',
  },
  'live-corrupt': {
    what: 'The live branch {branch} is damaged: {file}: {detail}',
    causes: ['A merge, a commit by hand, or a file that was lost.'],
    cure: 'Nothing was written for it; applications keep what they read last. To go back at once, run the rollback by hand: it takes the files from the last good commit and says so. To repair without a rollback: `git log {branch}` shows the last good commit, and docs/damaged-live-branch.md how to put its files back.',
  },
  'version-lost': {
    what: 'The content of {prompt} {version} is nowhere: neither the tag {tag} nor flags.json has it.',
    causes: ['The tag was deleted, and the version is not among the last three or `variants` is `pointer`.'],
    cure: 'Restore the tag {tag} on a commit that holds the content, or choose another version.',
  },
  'version-damaged': {
    what: 'The tag {tag} does not hold what {prompt} {version} was: its content is {found}, recorded is {digest}.',
    causes: ['The tag was moved or made anew by hand.'],
    cure: 'Put the tag {tag} back, or choose another version. Nothing was written.',
  },
  'manifest-invalid': {
    what: 'The flag manifest for {prompt} is not what flagd would serve: {detail}',
    causes: ['A defect in Prompt Rollout, or a version label that flagd cannot hold.'],
    cure: 'Nothing was written. Report it with the log.',
  },
} as const satisfies Record<string, CatalogueEntry>;
