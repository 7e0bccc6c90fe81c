import type { EngineAuthentication } from '@camunda-sqs-connector/runtime';
import type { AnySetting, Values } from './setting.ts';
import type { SettingsReader } from './settings-reader.ts';
import { authentication } from './topics/authentication.ts';

const SAAS_TOKEN_URL = new URL('https://login.cloud.camunda.io/oauth/token');
const SAAS_AUDIENCE = 'zeebe.camunda.io';
const NONE: EngineAuthentication = { kind: 'none' };

const definitions = authentication.settings;
type Read = Values<typeof definitions>;

/** Reads how the connector shows the engine who it is: as the strategy says, or as the credentials at hand say. */
export function readAuthentication(reader: SettingsReader, isSaas: boolean): EngineAuthentication {
  const values = reader.read(definitions);
  switch (strategyOf(reader, values, isSaas)) {
    case 'none':
      return NONE;
    case 'basic':
      return basic(reader, values);
    case 'oauth':
      return oauth(reader, values, isSaas);
  }
}

function strategyOf(reader: SettingsReader, { strategy }: Read, isSaas: boolean): 'none' | 'basic' | 'oauth' {
  const name = reader.nameOf(definitions.strategy);
  if (name !== undefined && strategy !== undefined) {
    if (isSaas && strategy !== 'oauth') {
      reader.tell(
        `${name}=${strategy} is not possible in SaaS, which takes tokens only: set it to oauth, or unset it.`,
      );
    }
    return strategy;
  }
  if (isSaas) return 'oauth';
  const ofBasic = reader.nameOf(definitions.username) ?? reader.nameOf(definitions.password);
  const ofOauth = reader.nameOf(definitions.clientId) ?? reader.nameOf(definitions.clientSecret);
  if (ofBasic !== undefined && ofOauth !== undefined) {
    reader.tell(
      `${ofBasic} and ${ofOauth} stand for different ways of authentication: say with CAMUNDA_AUTH_STRATEGY=BASIC or OAUTH which one counts.`,
    );
    return 'none';
  }
  if (ofBasic !== undefined) return 'basic';
  return ofOauth === undefined ? 'none' : 'oauth';
}

function basic(reader: SettingsReader, { username, password }: Read): EngineAuthentication {
  need(reader, 'basic authentication', definitions.username, definitions.password);
  need(reader, 'basic authentication', definitions.password, definitions.username);
  return username === undefined || password === undefined ? NONE : { kind: 'basic', username, password };
}

function oauth(reader: SettingsReader, values: Read, isSaas: boolean): EngineAuthentication {
  const { clientId, clientSecret, audience = isSaas ? SAAS_AUDIENCE : undefined, scope, resource } = values;
  need(reader, 'OAuth', definitions.clientId, definitions.clientSecret);
  need(reader, 'OAuth', definitions.clientSecret, definitions.clientId);
  const tokenEndpoint = tokenEndpointOf(values, isSaas);
  const isEndpointSet = [definitions.tokenUrl, definitions.wellKnownUrl, definitions.issuerUrl].some(
    (definition: AnySetting) => reader.nameOf(definition) !== undefined,
  );
  if (!tokenEndpoint && !isEndpointSet) {
    reader.tell(
      `OAuth needs to know where tokens come from: set ${definitions.tokenUrl.names[0]} to the token endpoint, or ${definitions.issuerUrl.names[0]} to the issuer.`,
    );
  }
  if (clientId === undefined || clientSecret === undefined || tokenEndpoint === undefined) return NONE;
  return {
    kind: 'oauth',
    clientId,
    clientSecret,
    tokenEndpoint,
    ...(audience !== undefined && { audience }),
    ...(scope !== undefined && { scope }),
    ...(resource !== undefined && { resource }),
  };
}

function tokenEndpointOf({ tokenUrl, wellKnownUrl, issuerUrl }: Read, isSaas: boolean) {
  if (tokenUrl) return { kind: 'url', url: tokenUrl } as const;
  if (wellKnownUrl) return { kind: 'wellKnown', url: wellKnownUrl } as const;
  if (issuerUrl) return { kind: 'issuer', url: issuerUrl } as const;
  return isSaas ? ({ kind: 'url', url: SAAS_TOKEN_URL } as const) : undefined;
}

/** Tells that a setting is missing, and which of its companions asks for it. */
function need(reader: SettingsReader, way: string, missing: AnySetting, companion: AnySetting): void {
  if (reader.nameOf(missing) !== undefined) return;
  const because = reader.nameOf(companion) ?? reader.nameOf(definitions.strategy);
  const hint = because === undefined ? '' : `${because} is set: `;
  reader.tell(`${hint}${way} needs ${missing.meaning}. Set ${missing.names[0]}.`);
}
