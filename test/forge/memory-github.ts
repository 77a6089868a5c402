import { Octokit } from '@octokit/rest';
import type { Session } from '../../src/forge/session.ts';

/** What GitHub keeps of an issue or a pull request. */
export interface Thread {
  readonly number: number;
  readonly head: string | null;
  readonly author: string;
  title: string;
  body: string;
  state: string;
}

export interface Comment {
  readonly id: number;
  readonly author: string;
  body: string;
}

/** Issues, pull requests and comments in memory. Each request is carried out in one piece, when `turn` lets it. */
export interface MemoryGitHub {
  readonly threads: Thread[];
  readonly comments: Comment[];
  /** A session whose requests wait for `turn` before they are carried out, and again before they are answered. */
  session(author: string, turn: () => Promise<void>): Session;
}

const repository = { full_name: 'acme/prompts' };
const user = (login: string) => ({ login, type: 'Bot' });

export function memoryGitHub(): MemoryGitHub {
  const threads: Thread[] = [];
  const comments: Comment[] = [];
  const shown = ({ author, head, ...thread }: Thread) => ({
    ...thread,
    html_url: `https://forge.example/${thread.number}`,
    user: user(author),
    labels: [],
    ...(head === null ? {} : { pull_request: {}, head: { ref: head, repo: repository } }),
  });
  const told = ({ author, ...comment }: Comment) => ({
    ...comment,
    html_url: `https://forge.example/comments/${comment.id}`,
    user: user(author),
  });

  function open(author: string, { title, body, head = null }: Fields): Answer {
    if (head !== null && threads.some((each) => each.head === head && each.state === 'open'))
      return [422, { message: 'Validation Failed', errors: [{ message: 'A pull request already exists.' }] }];
    const thread = { number: threads.length + 1, head, author, title, body, state: 'open' };
    threads.push(thread);
    return [201, shown(thread)];
  }

  function carryOut(author: string, method: string, path: string, fields: Fields): Answer {
    const [, kind, , part] = /^\/repos\/acme\/prompts\/(issues\/comments|\w+)(\/(\w+))?/.exec(path) ?? [];
    if (path.endsWith('/comments')) {
      if (method === 'GET') return [200, comments.map(told)];
      const comment = { id: comments.length + 1, author, body: fields.body };
      comments.push(comment);
      return [201, told(comment)];
    }
    if (kind === 'issues/comments') {
      const index = comments.findIndex(({ id }) => id === Number(part));
      const comment = comments[index];
      if (comment === undefined || comment.body === gone) return [404, { message: 'Not Found' }];
      comment.body = method === 'DELETE' ? gone : fields.body;
      return method === 'DELETE' ? [204, null] : [200, told(comment)];
    }
    if (part === undefined && method === 'POST') return open(author, fields);
    if (part === undefined)
      return [200, threads.filter(({ head }) => kind === 'issues' || head !== null).map(shown)];
    const thread = threads[Number(part) - 1];
    if (thread === undefined) return [404, { message: 'Not Found' }];
    const { title = thread.title, body = thread.body, state = thread.state } = fields;
    return [200, shown(Object.assign(thread, { title, body, state }))];
  }

  return {
    threads,
    get comments() {
      return comments.filter(({ body }) => body !== gone);
    },
    session(author, turn) {
      const send = async (url: string, { method = 'GET', body }: RequestInit): Promise<Response> => {
        await turn();
        const fields = typeof body === 'string' ? JSON.parse(body) : {};
        const [status, answer] = carryOut(author, method, new URL(url).pathname, fields);
        const text = answer === null ? null : JSON.stringify(answer);
        await turn();
        return new Response(text, { status, headers: { 'content-type': 'application/json' } });
      };
      const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
      const octokit = new Octokit({ request: { fetch: send }, log: silent });
      return { owner: 'acme', repo: 'prompts', attempt: (_, work) => work(octokit) };
    },
  };
}

/** The body of a comment that was deleted: its id is not given again. */
const gone = '\u0000';

type Answer = readonly [status: number, body: object | null];

interface Fields {
  readonly title: string;
  readonly body: string;
  readonly state?: string;
  readonly head?: string | null;
}
