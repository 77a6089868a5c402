import { describe, expect, it } from 'vitest';
import { proxyFor } from '../../src/http/proxy.ts';

const proxy = 'http://proxy.corp.example:3128';
const chosen = (address: string, environment: Record<string, string>) =>
  proxyFor(new URL(address), environment)?.href ?? null;

describe('the proxy for an address', () => {
  it('is that of its scheme, in either case, the lower one first', () => {
    const https = { HTTPS_PROXY: proxy };
    expect(chosen('https://a.example/x', https)).toBe(`${proxy}/`);
    expect(chosen('http://a.example/x', https)).toBeNull();
    expect(chosen('http://a.example/x', { http_proxy: proxy, HTTP_PROXY: 'http://other' })).toBe(`${proxy}/`);
    expect(chosen('https://a.example/x', { http_proxy: proxy })).toBeNull();
    expect(chosen('https://a.example/x', {})).toBeNull();
    expect(chosen('https://a.example/x', { https_proxy: '' })).toBeNull();
  });

  it('needs no scheme, and keeps its password', () => {
    expect(chosen('http://a.example', { http_proxy: 'proxy:3128' })).toBe('http://proxy:3128/');
    expect(chosen('http://a.example', { http_proxy: 'me:pass@10.0.0.1:80' })).toBe(
      'http://me:pass@10.0.0.1/',
    );
  });

  it.each(['localhost:1', '127.0.0.1:1', '127.9.9.9', '[::1]:1'])('is none for this machine: %s', (host) => {
    expect(chosen(`http://${host}/`, { http_proxy: proxy })).toBeNull();
  });

  it.each([
    ['*', 'prometheus.corp.example'],
    ['corp.example', 'corp.example'],
    ['corp.example', 'prometheus.corp.example'],
    ['.corp.example', 'prometheus.corp.example'],
    ['*.corp.example', 'prometheus.corp.example'],
    ['one.example , CORP.example', 'prometheus.Corp.example'],
    ['one.example corp.example:9090', 'prometheus.corp.example:9090'],
    ['corp.example:80', 'prometheus.corp.example'],
    ['10.1.2.3', '10.1.2.3:9090'],
    ['10.0.0.0/8', '10.1.2.3:9090'],
    ['fd00::1', '[fd00::1]:9090'],
    ['[fd00::1]', '[fd00::1]'],
    ['fd00::/8', '[fd12::1]'],
  ])('is none where no_proxy is %s, for %s', (list, host) => {
    expect(chosen(`http://${host}/`, { http_proxy: proxy, no_proxy: list })).toBeNull();
    expect(chosen(`http://${host}/`, { http_proxy: proxy, NO_PROXY: list })).toBeNull();
  });

  it.each([
    ['corp.example', 'evilcorp.example'],
    ['corp.example', 'corp.example.net'],
    ['corp.example:9090', 'prometheus.corp.example:9091'],
    ['10.0.0.0/8', '11.1.2.3'],
    ['10.0.0.0/8', '10.example'],
    ['10.0.0.0/99', '10.1.2.3'],
    ['10.0.0.0/', '11.1.2.3'],
    ['/8', '10.1.2.3'],
    ['::/0', '10.1.2.3'],
    [' , ', 'corp.example'],
  ])('is there all the same where no_proxy is %s, for %s', (list, host) => {
    expect(chosen(`http://${host}/`, { http_proxy: proxy, no_proxy: list })).toBe(`${proxy}/`);
  });
});
