import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import * as selfsigned from 'selfsigned';
import { type Stub, type StubOptions, startStub } from './services';

/**
 * The hosts of a test, under their own names: a proxy on a loopback port connects each to a stub with a certificate for that name. So the
 * product runs with its real addresses, and connections to other hosts are detected.
 */
export interface Internet {
  /** For `HTTPS_PROXY`. */
  readonly proxy: string;
  /** PEM, for `SSL_CERT_FILE`. */
  readonly certificate: string;
  /** `host:port` of every requested connection. */
  readonly contacted: string[];
  /** Refuses connections to the hosts in this set. */
  readonly unreachable: Set<string>;
  host(name: string): Stub;
  close(): Promise<void>;
}

export async function startInternet(hosts: Readonly<Record<string, StubOptions>>): Promise<Internet> {
  const names = Object.keys(hosts);
  const pem = await selfsigned.generate([{ name: 'commonName', value: 'Test services' }], {
    extensions: [{ name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) }],
  });
  const tls = { key: pem.private, cert: pem.cert };
  const stubs = new Map(
    await Promise.all(Object.entries(hosts).map(async ([name, options]) => [name, await startStub({ ...options, tls })] as const)),
  );
  const contacted: string[] = [];
  const unreachable = new Set<string>();
  const tunnels = new Set<Socket>();
  const proxy: Server = createServer((_request, response) => response.writeHead(501).end());
  proxy.on('connect', ({ url = '' }: IncomingMessage, socket: Socket) => {
    contacted.push(url);
    const stub = stubs.get(url.replace(/:443$/, ''));
    if (stub === undefined || unreachable.has(url.replace(/:443$/, ''))) {
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    const target = connect(stub.port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    tunnels.add(socket);
    for (const [end, other] of [
      [target, socket],
      [socket, target],
    ] as const) {
      end.on('error', () => other.destroy());
      end.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    certificate: pem.cert,
    contacted,
    unreachable,
    host(name) {
      const stub = stubs.get(name);
      if (stub === undefined) {
        throw new Error(`there is no host ${name}`);
      }
      return stub;
    },
    async close() {
      proxy.close();
      proxy.closeAllConnections();
      for (const tunnel of tunnels) {
        tunnel.destroy();
      }
      await Promise.all([...stubs.values()].map((stub) => stub.close()));
    },
  };
}
