import { GraphQLError } from 'graphql';
import { has, sees } from './access.ts';
import type { Identity, Repo, World } from './world.ts';

export interface GraphContext {
  readonly world: World;
  readonly identity: Identity;
}

type ErrorType = 'FORBIDDEN' | 'NOT_FOUND' | 'STALE_DATA' | 'UNPROCESSABLE';

export function graphError(type: ErrorType, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

/** A repository by its full name or node id; throws as GitHub does for one that the token does not see. */
export function graphRepo({ world, identity }: GraphContext, name: string, access: 'read' | 'write'): Repo {
  const id = /^R_(.+)$/.exec(name)?.[1];
  const fullName = id === undefined ? name : Buffer.from(id, 'base64url').toString();
  const repo = world.repos.get(fullName);
  if (repo === undefined || !sees(identity, repo)) {
    throw graphError('NOT_FOUND', `Could not resolve to a Repository with the name '${fullName}'.`);
  }
  if (access === 'write' && !has(identity, 'contents', 'write')) {
    throw graphError('FORBIDDEN', 'Resource not accessible by integration');
  }
  return repo;
}
