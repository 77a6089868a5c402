import type { PromptState } from '../live/state.ts';

/** A prompt of the configuration, and the prompts that it is related to. */
export interface Relations {
  readonly id: string;
  readonly related: readonly string[];
}

/** The prompts of a group rollback, the first of which leads. */
export interface Group {
  /** Named by the person, then related ones with a running rollout; each once. */
  readonly members: readonly string[];
  /** Related ones that stay as they are: nothing of them rolls out, and nobody named them. */
  readonly left: readonly string[];
}

/**
 * Who goes back together. Every named prompt does, as it would alone. A prompt that is related to a named one (the
 * relation holds both ways) does when it has a rollout, whose candidate is then taken back: a settled version
 * has proven itself, and is put back only by name.
 */
export function groupOf(
  named: readonly string[],
  prompts: readonly Relations[],
  states: ReadonlyMap<string, PromptState>,
): Group {
  const related = prompts
    .filter(
      ({ id, related: others }) =>
        !named.includes(id) &&
        (others.some((other) => named.includes(other)) ||
          prompts.some((prompt) => named.includes(prompt.id) && prompt.related.includes(id))),
    )
    .map(({ id }) => id)
    .filter((id) => states.has(id));
  const running = related.filter((id) => states.get(id)?.rollout !== null);
  return {
    members: [...new Set([...named, ...running])],
    left: related.filter((id) => !running.includes(id)),
  };
}
