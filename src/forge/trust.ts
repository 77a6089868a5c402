/** Who wrote something, as GitHub says it. */
export interface Written {
  readonly user?: { readonly login: string; readonly type: string } | null;
  readonly author_association?: string;
}

/**
 * A marker can be guessed: a stranger who writes it in advance must not take the place of ours.
 * Apps are bots; the owner of any other token that got this far works on the repository.
 */
export function isTrusted({ user, author_association: association }: Written): boolean {
  return user?.type === 'Bot' || ['OWNER', 'MEMBER', 'COLLABORATOR'].includes(association ?? '');
}
