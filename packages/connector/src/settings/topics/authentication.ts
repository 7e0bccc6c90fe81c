import { officialNames } from '../official-names.ts';
import { httpUrl, oneOf, text } from '../parsers.ts';
import { optional, topic } from '../setting.ts';

export const authentication = topic(
  'Authentication at the engine',
  {
    strategy: optional({
      names: ['CAMUNDA_AUTH_STRATEGY', ...officialNames('camunda.client.auth.method')],
      meaning: 'how the connector shows the engine who it is',
      parser: oneOf({ none: 'none', basic: 'basic', oauth: 'oauth', oidc: 'oauth' }),
      fallbackText:
        'basic where a user name or password is set, oauth where a client id or secret is set and in SaaS, else none',
    }),
    username: optional({
      names: ['CAMUNDA_BASIC_AUTH_USERNAME', ...officialNames('camunda.client.auth.username')],
      meaning: 'the user name for basic authentication',
      parser: text,
    }),
    password: optional({
      names: ['CAMUNDA_BASIC_AUTH_PASSWORD', ...officialNames('camunda.client.auth.password')],
      meaning: 'the password for basic authentication',
      parser: text,
      secret: true,
    }),
    clientId: optional({
      names: ['CAMUNDA_CLIENT_ID', ...officialNames('camunda.client.auth.client-id'), 'ZEEBE_CLIENT_ID'],
      meaning: 'the id of the OAuth client',
      parser: text,
    }),
    clientSecret: optional({
      names: [
        'CAMUNDA_CLIENT_SECRET',
        ...officialNames('camunda.client.auth.client-secret'),
        'VALUES_CAMUNDA_IDENTITY_CLIENT_SECRET',
        'ZEEBE_CLIENT_SECRET',
      ],
      meaning: 'the secret of the OAuth client',
      parser: text,
      secret: true,
    }),
    tokenUrl: optional({
      names: ['CAMUNDA_OAUTH_URL', ...officialNames('camunda.client.auth.token-url'), 'ZEEBE_AUTHORIZATION_SERVER_URL'],
      meaning: 'the token endpoint',
      parser: httpUrl,
      fallbackText: 'in SaaS its own',
    }),
    wellKnownUrl: optional({
      names: officialNames('camunda.client.auth.well-known-configuration-url'),
      meaning: 'the discovery document that names the token endpoint',
      parser: httpUrl,
    }),
    issuerUrl: optional({
      names: officialNames('camunda.client.auth.issuer-url'),
      meaning: 'the issuer whose discovery document names the token endpoint',
      parser: httpUrl,
    }),
    audience: optional({
      names: ['CAMUNDA_TOKEN_AUDIENCE', ...officialNames('camunda.client.auth.audience'), 'ZEEBE_TOKEN_AUDIENCE'],
      meaning: 'the audience that tokens are asked for',
      parser: text,
      fallbackText: 'in SaaS zeebe.camunda.io',
    }),
    scope: optional({
      names: ['CAMUNDA_OAUTH_SCOPE', ...officialNames('camunda.client.auth.scope')],
      meaning: 'the scope that tokens are asked for',
      parser: text,
    }),
    resource: optional({
      names: officialNames('camunda.client.auth.resource'),
      meaning: 'the resource that tokens are asked for',
      parser: text,
    }),
  },
  {
    notes: [
      'Of token endpoint, discovery document and issuer the first that is set counts.',
      'A set strategy decides alone: credentials of another one are then not used.',
    ],
    stops: [
      'credentials of both kinds without a strategy',
      'basic authentication without user name or password',
      'OAuth without client id, client secret or token endpoint',
      'another strategy than OAuth in SaaS',
    ],
  },
);
