import { type Document, isMap, isScalar, parseDocument, visit, type YAMLMap } from 'yaml';
import { actionRepository, actionTag } from './action.ts';
import { models, type WorkflowName } from './models.ts';

const headers: Readonly<Record<WorkflowName, readonly string[]>> = {
  promote: [
    ' Promotes the prompts of this repository when a change of theirs is merged, and looks at running rollouts.',
    ' A secret that is not set counts as empty: set those of what prompt-rollout.yml uses.',
  ],
  rollback: [
    ' Puts an earlier version of a prompt back, by hand or by repository_dispatch. It has no concurrency group on',
    ' purpose: a rollback is never queued behind a promotion.',
  ],
  review: [
    ' What people answer takes effect: merging or closing a revert pull request, and the comments /rollback,',
    ' /investigate, /resume and /help. It has no concurrency group on purpose.',
  ],
  validate: [
    ' Checks the configuration and the prompts of a pull request before it is merged, and writes nothing.',
  ],
};

/** What starts each workflow in a repository of its own; `{branches}` is the default branch as a pattern. */
const triggers: Readonly<Record<WorkflowName, string | null>> = {
  promote: `push:
  branches: {branches}
schedule:
  - cron: "*/5 * * * *" # picks up what a lost run left open
workflow_dispatch:
`,
  // The model can be started in all of its ways but by a call.
  rollback: null,
  review: `pull_request:
  types: [closed]
issue_comment:
  types: [created]
`,
  validate: `pull_request:
  branches: {branches}
merge_group:
`,
};

/**
 * A workflow for the prompts repository itself: the job of the reusable one, started by events instead of a call, with
 * the action by its name and secrets by names that GitHub allows. `branch` is the default branch.
 */
export function workflowText(name: WorkflowName, branch: string): string {
  const document = parseDocument(models[name]);
  const { contents } = document;
  if (!isMap(contents)) throw new Error(`The workflow ${name} is no map.`);
  const header = headers[name].join('\n');
  for (const { key } of contents.items) {
    if (!isScalar(key)) continue;
    if (key.value === 'name') key.commentBefore = header;
    else key.spaceBefore = true;
  }
  const call = offered(document, 'workflow_call');
  const trigger = triggers[name];
  if (trigger === null) document.deleteIn(['on', 'workflow_call']);
  else document.set('on', parseDocument(trigger.replace('{branches}', () => branches(branch))).contents);
  if (name === 'promote') offerPrompt(document, call);
  const own = offered(document, 'workflow_dispatch');
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(value) || typeof value.value !== 'string') return undefined;
      const written = value.value;
      if (isScalar(key) && key.value === 'uses' && written === '$/') {
        value.value = `${actionRepository}@${actionTag}`;
        return undefined;
      }
      const standing = written.replace(/\binputs\.([\w-]+) \|\| /g, (all: string, input: string) =>
        own?.has(input) ? all : '',
      );
      const text = standing.replace(
        /\bsecrets\.([\w-]+)/g,
        (_all: string, secret: string) => `secrets.${secretName(secret)}`,
      );
      const asked = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(text)?.[1];
      if (asked === undefined || own?.has(asked)) value.value = text;
      else {
        const standard = call?.getIn([asked, 'default']);
        if (standard === '' || standard === undefined) return visit.REMOVE;
        value.value = String(standard);
      }
      return undefined;
    },
  });
  return document.toString({ lineWidth: 110, flowCollectionPadding: false });
}

/** The inputs that an event of a workflow offers. */
function offered(document: Document, event: string): YAMLMap | null {
  const inputs = document.getIn(['on', event, 'inputs']);
  return isMap(inputs) ? inputs : null;
}

function offerPrompt(document: Document, call: YAMLMap | null): void {
  document.setIn(
    ['on', 'workflow_dispatch'],
    document.createNode({ inputs: { prompt: call?.get('prompt') } }),
  );
}

/** A list with the pattern that matches this branch and no other: some characters of names have a meaning in patterns. */
function branches(name: string): string {
  return JSON.stringify([name.replace(/[*?+[\]!\\]/g, '\\$&')]);
}

/** Secrets of a repository have letters, digits and underscores, and do not begin with GITHUB_. */
function secretName(name: string): string {
  return name === 'token' ? 'PROMPT_ROLLOUT_TOKEN' : name.toUpperCase().replaceAll('-', '_');
}
