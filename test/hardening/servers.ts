import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

/** A request as a server got it. */
export interface Got {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server of this machine that writes down every request. */
export interface Spy {
  readonly origin: string;
  readonly got: readonly Got[];
  close(): Promise<void>;
}

type Answer = (request: Got, body: Buffer) => Promise<Reply> | Reply;

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

function listenerOf(got: Got[], answer: Answer): RequestListener {
  return async (request, response) => {
    const body = await buffer(request);
    const { method = '', url: path = '', headers } = request;
    const each = { method, path, headers, body: body.toString() };
    got.push(each);
    const { status, headers: more, body: text } = await answer(each, body);
    response.writeHead(status, { ...more }).end(text);
  };
}

async function started(server: Server, scheme: string, got: readonly Got[]): Promise<Spy> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    origin: `${scheme}://127.0.0.1:${address.port}`,
    got,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

export function startSpy(answer: Answer): Promise<Spy> {
  const got: Got[] = [];
  return started(createServer(listenerOf(got, answer)), 'http', got);
}

/** The same behind a certificate that nobody has signed. */
export function startSelfSigned(answer: Answer): Promise<Spy> {
  const folder = mkdtempSync(join(tmpdir(), 'self-signed-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const files = ['-keyout', key, '-out', cert];
  try {
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        ...files,
        ...subject,
      ],
      {
        stdio: 'ignore',
      },
    );
    const got: Got[] = [];
    const options = { key: readFileSync(key), cert: readFileSync(cert) };
    return started(createSecureServer(options, listenerOf(got, answer)), 'https', got);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
