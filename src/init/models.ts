import promote from '../../.github/workflows/promote.yml?raw';
import review from '../../.github/workflows/review.yml?raw';
import rollback from '../../.github/workflows/rollback.yml?raw';
import validate from '../../.github/workflows/validate.yml?raw';

/** The reusable workflows of the action itself, which the written ones are made of. */
export const models = { promote, rollback, review, validate } as const;

export type WorkflowName = keyof typeof models;
export const workflowNames = ['promote', 'rollback', 'review', 'validate'] as const satisfies WorkflowName[];

/** Where a workflow lies in a repository, unless another one is there. */
export const workflowPath = (name: WorkflowName): string => `.github/workflows/${name}.yml`;
