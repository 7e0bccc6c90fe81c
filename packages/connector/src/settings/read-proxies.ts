import type { ProxyRules } from '@camunda-sqs-connector/runtime';
import type { Values } from './setting.ts';
import type { SettingsReader } from './settings-reader.ts';
import { proxies } from './topics/proxies.ts';

const definitions = proxies.settings;

/** Reads the proxies. @returns undefined where there is none */
export function readProxies(reader: SettingsReader): ProxyRules | undefined {
  const values = reader.read(definitions);
  const plain = plainProxy(reader, values);
  const { httpsProxy, httpProxy: http, noProxy, nonProxyHosts } = values;
  if (httpsProxy && plain && httpsProxy.href !== plain.href) {
    reader.tell(
      `${reader.nameOf(definitions.httpsProxy)} and ${reader.nameOf(definitions.plainProxyHost)} contradict each other: both name the proxy for https targets, but different ones. Set one of them.`,
    );
  }
  const https = httpsProxy ?? plain;
  if (!https && !http) return undefined;
  return { ...(https && { https }), ...(http && { http }), noProxy: [...noProxy, ...nonProxyHosts] };
}

function plainProxy(reader: SettingsReader, values: Values<typeof definitions>): URL | undefined {
  const { plainProxyHost, plainProxyPort, plainProxyUser, plainProxyPassword } = definitions;
  for (const [one, other] of [
    [plainProxyHost, plainProxyPort],
    [plainProxyPort, plainProxyHost],
    [plainProxyUser, plainProxyPassword],
    [plainProxyPassword, plainProxyUser],
    [plainProxyUser, plainProxyHost],
  ] as const) {
    const name = reader.nameOf(one);
    if (name === undefined || reader.nameOf(other) !== undefined) continue;
    reader.tell(`${name} is set, but not ${other.names[0]}: set both, or none.`);
  }
  if (values.plainProxyHost === undefined || values.plainProxyPort === undefined) return undefined;
  const url = new URL(`http://${values.plainProxyHost}:${values.plainProxyPort}`);
  url.username = values.plainProxyUser ?? '';
  url.password = values.plainProxyPassword ?? '';
  return url;
}
