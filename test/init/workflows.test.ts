import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { models, workflowNames } from '../../src/init/models.ts';
import { workflowText } from '../../src/init/workflows.ts';

/** A model as a repository of its own needs it, by the words of the file alone. */
function expected(name: (typeof workflowNames)[number]): object {
  const text = models[name]
    .replace('uses: $/', 'uses: prompt-rollout/prompt-rollout@v0')
    .replaceAll('secrets.token', 'secrets.PROMPT_ROLLOUT_TOKEN')
    .replace(
      /secrets\.([a-z-]+)/g,
      (_, secret: string) => `secrets.${secret.toUpperCase().replaceAll('-', '_')}`,
    )
    .replace('inputs.repository || ', '')
    .replace(/^ *repository: \$\{\{ inputs\.repository \}\}\n/m, '')
    .replace('wait: ${{ inputs.wait }}', 'wait: 30m');
  return parse(text).jobs;
}

describe.each(workflowNames)('the workflow %s', (name) => {
  const written = parse(workflowText(name, 'main'));

  it('has the job of its model, and nothing else', () => {
    expect(written.jobs).toEqual(expected(name));
    expect(Object.keys(written)).toEqual(['name', 'on', 'permissions', 'jobs']);
  });

  it('starts by events, and uses no input that they do not offer', () => {
    expect(Object.keys(written.on)).not.toContain('workflow_call');
    const offered = Object.keys(written.on.workflow_dispatch?.inputs ?? {});
    const used = [...JSON.stringify(written.jobs).matchAll(/\binputs\.([\w-]+)/g)].map(([, input]) => input);
    expect(used.filter((input) => !offered.includes(input ?? ''))).toEqual([]);
  });

  it('names secrets as GitHub allows them', () => {
    const text = workflowText(name, 'main');
    const secrets = [...text.matchAll(/\bsecrets\.([^\s}|]+)/g)].map(([, secret]) => secret);
    for (const secret of secrets) expect(secret).toMatch(/^(?!GITHUB_)[A-Z][A-Z0-9_]*$/);
  });

  it('keeps the comments of its model that say why', () => {
    const why = [...models[name].matchAll(/^ +.*#.*$/gm)].map(([line]) => line.slice(line.indexOf('#')));
    const text = workflowText(name, 'main');
    for (const comment of why) expect(text).toContain(comment);
    expect(text).not.toContain('Reusable');
  });
});

describe('what starts them', () => {
  it('is a merge, the clock and a person for promotions', () => {
    const { on } = parse(workflowText('promote', 'trunk'));
    expect(on.push).toEqual({ branches: ['trunk'] });
    expect(Object.keys(on)).toEqual(['push', 'schedule', 'workflow_dispatch']);
    expect(Object.keys(on.workflow_dispatch.inputs)).toEqual(['prompt']);
  });

  it('is what the model starts by, for rollbacks', () => {
    const { workflow_call: _, ...others } = parse(models.rollback).on;
    expect(parse(workflowText('rollback', 'main')).on).toEqual(others);
  });

  it('is an answer for reviews, and a pull request for validation', () => {
    expect(parse(workflowText('review', 'main')).on).toEqual({
      pull_request: { types: ['closed'] },
      issue_comment: { types: ['created'] },
    });
    expect(parse(workflowText('validate', 'main')).on).toEqual({
      pull_request: { branches: ['main'] },
      merge_group: null,
    });
  });

  it.each([
    ['it\'s "quoted"', 'it\'s "quoted"'],
    ['feature/$&$1', 'feature/$&$1'],
    ['a+b!c', 'a\\+b\\!c'],
    ['# no', '# no'],
  ])('names the branch %s as a pattern of itself', (branch, pattern) => {
    expect(parse(workflowText('promote', branch)).on.push.branches).toEqual([pattern]);
  });
});
