import * as http from 'node:http';
import * as https from 'node:https';
import * as tls from 'node:tls';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import type { SafeUrl } from '../../index/safeUrl';
import { encodeComponent } from '../../packaging/escapes';
import type { TlsTrust } from './exchange';

interface Connector extends TlsTrust {
  readonly agent: http.Agent;
}

/** Connections that are kept open and reused: direct ones and those through proxies. */
export function createAgents(ca: readonly string[] | undefined, maxSockets: number) {
  const common = { keepAlive: true, maxSockets };
  // Made once: reading hundreds of certificates takes longer than a request.
  const trust: TlsTrust = ca === undefined ? {} : { secureContext: tls.createSecureContext({ ca: [...ca] }) };
  const direct = { http: new http.Agent(common), https: new https.Agent({ ...common, ...trust }) };
  const proxied = new Map<string, http.Agent>();

  return {
    /** `strict`: certificates behind the proxy are checked. A direct connection's always are. */
    get(url: SafeUrl, proxy: SafeUrl | undefined, strict: boolean): Connector {
      if (proxy === undefined) {
        return url.isHttps ? { agent: direct.https, ...trust } : { agent: direct.http };
      }
      const address = new URL(proxy.target);
      address.username = encodeComponent(proxy.credentials?.username ?? '');
      address.password = encodeComponent(proxy.credentials?.password ?? '');
      const key = `${url.isHttps} ${strict} ${address.href}`;
      const behind = { ...trust, rejectUnauthorized: strict };
      let agent = proxied.get(key);
      if (agent === undefined) {
        agent = url.isHttps
          ? new HttpsProxyAgent(address, { ...common, ...behind })
          : new HttpProxyAgent(address, { ...common, ...behind });
        proxied.set(key, agent);
      }
      return { agent, ...behind };
    },
    dispose(): void {
      direct.http.destroy();
      direct.https.destroy();
      for (const agent of proxied.values()) {
        agent.destroy();
      }
    },
  };
}
