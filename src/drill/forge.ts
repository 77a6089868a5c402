import type { Forge } from '../forge/port.ts';

/** Stands at the beginning of every title. */
const prefix = '[drill] ';

const note =
  '> **This is a drill.** A rollback of a throwaway prompt is rehearsed, which no application reads. There is nothing to do and nothing to merge: the drill closes this by itself.\n\n';

/** The forge as a drill writes to it: everything is marked, and nobody is asked to review. */
export function markedForge(forge: Forge): Forge {
  const marked = <Request extends { readonly title: string; readonly body: string }>(
    request: Request,
  ): Request => ({ ...request, title: prefix + request.title, body: note + request.body });
  return {
    ...forge,
    bodyLimit: forge.bodyLimit - note.length,
    ensurePullRequest: (request) => forge.ensurePullRequest({ ...marked(request), reviewers: [] }),
    ensureIssue: (request) => forge.ensureIssue(marked(request)),
    // The commit at the tip is someone's, who has nothing to do with the drill.
    authorOf: async () => null,
  };
}
