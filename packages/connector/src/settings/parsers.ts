import { isNetwork, parseDurationMs } from '@camunda-sqs-connector/runtime';
import type { Parser } from './setting.ts';

export const text: Parser<string> = { allowed: 'a text', parse: (value) => value };

/** A text of letters, digits and dashes, which can stand in a host's name or a path. */
export const label: Parser<string> = {
  allowed: 'letters, digits and dashes',
  parse: (value) => (/^[a-z0-9-]+$/i.test(value) ? value : undefined),
};

/** Entries without blanks around them. */
export function list(separator: ',' | '|', what: string): Parser<readonly string[]> {
  const name = separator === ',' ? 'comma-separated' : 'separated by |';
  return { allowed: `${what}, ${name}`, parse: (value) => entriesOf(value, separator) };
}

/** Targets that need no proxy. Whatever has a slash must be a network: an entry that never matches sends a request to the wrong place. */
export const exceptions: Parser<readonly string[]> = {
  allowed:
    'hosts, with a port or a leading dot for a whole domain; networks such as 10.0.0.0/8; * for all; comma-separated',
  parse: (value) => {
    const entries = entriesOf(value, ',');
    return entries.every((entry) => !entry.includes('/') || isNetwork(entry)) ? entries : undefined;
  },
};

export function entriesOf(value: string, separator: string | RegExp): readonly string[] {
  return value
    .split(separator)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** A user and a password before the host are not quoted. */
const withoutUser = (value: string) => value.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/is, '$1***@');

const parseHttp = (value: string) => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url && /^https?:$/.test(url.protocol) && url.hostname !== '' ? url : undefined;
};

const isBare = (url: URL) => url.username === '' && url.password === '' && url.search === '' && url.hash === '';

export const httpUrl: Parser<URL> = {
  allowed: 'an http or https URL without user, query or fragment',
  parse: (value) => {
    const url = parseHttp(value);
    return url && isBare(url) ? url : undefined;
  },
  quote: withoutUser,
};

/** The address of Camunda's REST API. It is often copied with the API's version, which the client adds itself. */
export const restAddress: Parser<URL> = {
  ...httpUrl,
  allowed: `${httpUrl.allowed}, such as http://localhost:8080; a path before /v2 is allowed`,
  parse: (value, files) => {
    const url = httpUrl.parse(value, files);
    if (url) url.pathname = url.pathname.replace(/\/v2\/*$/, '/');
    return url;
  },
};

/** A host with its protocol and port, and nothing else. */
export const origin: Parser<URL> = {
  allowed: 'an http or https URL without user or path, such as http://localhost:4566',
  parse: (value) => {
    const url = parseHttp(value);
    return url && isBare(url) && url.pathname === '/' ? url : undefined;
  },
  quote: withoutUser,
};

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** A proxy's URL. As in other programs, a host and port alone mean http. */
export const proxyUrl: Parser<URL> = {
  allowed:
    'an http or https URL, such as http://proxy:3128, with user and password where the proxy asks for them, % in them as %25',
  parse: (value) => {
    const url = parseHttp(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`);
    const isPlain = url && url.pathname === '/' && url.search === '' && url.hash === '';
    return isPlain && isDecodable(url.username + url.password) ? url : undefined;
  },
  quote: withoutUser,
};

/** The name or address of a host alone. */
export const host: Parser<string> = {
  allowed: 'the name of a host, without protocol and port',
  parse: (value) =>
    /^(?:[^\s/:@?#\\]+|\[[^\]]+\])$/.test(value) && URL.canParse(`http://${value}`) ? value : undefined,
  quote: withoutUser,
};

export function wholeNumber(from: number, to: number): Parser<number> {
  return {
    allowed: `a whole number from ${from} to ${to}`,
    parse: (value) => {
      const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
      return number >= from && number <= to ? number : undefined;
    },
  };
}

/** The longest time that timers take. */
const LONGEST_MS = 2_147_483_647;

/** Milliseconds, or an ISO 8601 duration. */
export function durationMs(fromMs: number): Parser<number> {
  return {
    allowed: `milliseconds or an ISO 8601 duration such as PT1M, at least ${fromMs} ms and below 24 days`,
    parse: (value) => {
      const ms = /^\d+$/.test(value) ? Number(value) : parseDurationMs(value);
      return ms !== undefined && ms >= fromMs && ms <= LONGEST_MS ? ms : undefined;
    },
  };
}

/** One of some words, in upper or lower case, and what each means. */
export function oneOf<Meaning extends string | boolean>(choices: Readonly<Record<string, Meaning>>): Parser<Meaning> {
  const words = Object.keys(choices);
  return {
    allowed: [words.slice(0, -1).join(', '), words.at(-1)].filter(Boolean).join(' or '),
    parse: (value) => {
      const word = value.toLowerCase();
      return Object.hasOwn(choices, word) ? choices[word] : undefined;
    },
  };
}

export const yesOrNo: Parser<boolean> = oneOf({ true: true, false: false });

/** A variable whose mere presence says something. */
export function present<Meaning>(meaning: Meaning & {}): Parser<Meaning & {}> {
  return { allowed: 'any value, false too', parse: () => meaning };
}

export const filePath: Parser<string> = {
  allowed: 'the path of a file that can be read',
  parse: (value, files) => (files.isReadableFile(value) ? value : undefined),
};

export const folderPath: Parser<string> = {
  allowed: 'the path of a folder that can be read',
  parse: (value, files) => (files.isReadableFolder(value) ? value : undefined),
};

/** The path before the paths of a server: without a slash at its end, so that `/` is nothing. */
export const contextPath: Parser<string> = {
  allowed: 'a path such as /connector',
  parse: (value) => (/^\/[\w./~-]*$/.test(value) ? value.replace(/\/+$/, '') : undefined),
};

const ORIGIN = /^https?:\/\/(?:[^/:@?#]+|\[[^\]]+\])(?::(?:\d+|\*))?$/;

/** Origins, `*` as a port or a label of the host. */
export const origins: Parser<readonly string[]> = {
  allowed: 'comma-separated origins such as http://localhost:4566 or https://*.example.com:*',
  parse: (value) => {
    const entries = entriesOf(value, ',').map((entry) => entry.replace(/\/$/, ''));
    return entries.every((entry) => ORIGIN.test(entry)) ? entries : undefined;
  },
};
