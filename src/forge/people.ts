import * as z from 'zod';
import { readRefusal } from './http-error.ts';
import type { Permission } from './port.ts';
import type { Session } from './session.ts';

/** What the older field `permission` says for each role. Roles of one's own have any other name. */
const legacy: Readonly<Record<Permission, string>> = {
  admin: 'admin',
  maintain: 'write',
  write: 'write',
  triage: 'read',
  read: 'read',
  none: 'none',
};

const roles = z.enum(['admin', 'maintain', 'write', 'triage', 'read', 'none']);
const account = /^[A-Za-z0-9_-]{1,100}(?:\[bot\])?$/;

/**
 * What a person may do in the repository; `none` for logins that GitHub does not know. A role of one's own counts as
 * the standard role it is built on. Throws failures of the catalogue.
 */
export async function permissionOf(session: Session, login: string): Promise<Permission> {
  if (!account.test(login)) return 'none';
  const { owner, repo } = session;
  const intent = { action: 'read the permission of a person', permission: 'metadata: read' };
  return session.attempt(intent, async (octokit) => {
    try {
      const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({
        owner,
        repo,
        username: login,
      });
      const role = roles.catch('none').parse(data.role_name);
      // A role of one's own may be named like a standard one that allows more.
      return legacy[role] === data.permission ? role : roles.catch('none').parse(data.permission);
    } catch (error) {
      if (readRefusal(error)?.status === 404) return 'none';
      throw error;
    }
  });
}

/** Login of a commit's author; null when GitHub knows no account of the address, or not the commit. Throws failures of the catalogue. */
export async function authorOf(session: Session, commit: string): Promise<string | null> {
  if (!/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(commit)) return null;
  const { owner, repo } = session;
  const intent = { action: 'read a commit', permission: 'contents: read' };
  return session.attempt(intent, async (octokit) => {
    try {
      // One file of the commit, not all with their patches.
      const { data } = await octokit.rest.repos.getCommit({ owner, repo, ref: commit, per_page: 1 });
      return data.author?.login ?? null;
    } catch (error) {
      const status = readRefusal(error)?.status;
      if (status === 404 || status === 422) return null;
      throw error;
    }
  });
}
