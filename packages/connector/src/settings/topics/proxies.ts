import { exceptions, host, list, proxyUrl, text, wholeNumber } from '../parsers.ts';
import { optional, setting, topic } from '../setting.ts';

export const proxies = topic(
  'Proxies for SQS, AWS’s services that give credentials, the token server and an engine at an https address',
  {
    httpsProxy: optional({
      names: ['HTTPS_PROXY', 'https_proxy'],
      meaning: 'the proxy for https targets',
      parser: proxyUrl,
    }),
    httpProxy: optional({
      names: ['HTTP_PROXY', 'http_proxy'],
      meaning: 'the proxy for http targets',
      parser: proxyUrl,
    }),
    noProxy: setting({
      names: ['NO_PROXY', 'no_proxy'],
      meaning: 'targets that are reached without a proxy',
      parser: exceptions,
      fallback: [],
      fallbackText: 'none',
    }),
    plainProxyHost: optional({
      names: ['CONNECTOR_HTTPS_PLAIN_PROXY_HOST'],
      meaning: 'the host of the proxy for https targets',
      parser: host,
    }),
    plainProxyPort: optional({
      names: ['CONNECTOR_HTTPS_PLAIN_PROXY_PORT'],
      meaning: 'its port',
      parser: wholeNumber(1, 65_535),
    }),
    plainProxyUser: optional({
      names: ['CONNECTOR_HTTPS_PLAIN_PROXY_USER'],
      meaning: 'the user that the proxy asks for',
      parser: text,
    }),
    plainProxyPassword: optional({
      names: ['CONNECTOR_HTTPS_PLAIN_PROXY_PASSWORD'],
      meaning: 'the password of that user',
      parser: text,
      secret: true,
    }),
    nonProxyHosts: setting({
      names: ['CONNECTOR_HTTP_NON_PROXY_HOSTS'],
      meaning: 'more targets that are reached without a proxy',
      parser: list('|', 'hosts, with * for any characters'),
      fallback: [],
      fallbackText: 'none',
    }),
  },
  {
    stops: [
      'a proxy’s host without its port or the reverse, its user without the password or the reverse',
      'two different proxies for https targets',
    ],
  },
);
