import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findJdk, findMaven } from './find-programs.ts';

const POM = fileURLToPath(new URL('pom.xml', import.meta.url));
const EXPORTER = fileURLToPath(new URL('exporter/JsonLinesExporter.java', import.meta.url));

/** What a cluster is made of, ready to start. */
export interface Programs {
  readonly java: string;
  /** The folder of a Zeebe distribution. */
  readonly zeebe: string;
  /** A folder with the jars of ElasticMQ. */
  readonly elasticMq: string;
  /** The exporter's jar. */
  readonly exporter: string;
}

/**
 * Fetches Zeebe and ElasticMQ by Maven and compiles the exporter, once: the result is kept in the user's cache folder, under
 * a name that follows from what was asked for.
 *
 * @throws ProgramMissing where Java or Maven is missing; Error with Maven's own words where it fails
 */
export function fetchPrograms(): Programs {
  const jdk = findJdk();
  const wanted = createHash('sha256')
    .update(readFileSync(POM))
    .update(readFileSync(EXPORTER))
    .digest('hex')
    .slice(0, 16);
  const cache = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'camunda-sqs-connector');
  const folder = join(cache, `cluster-${wanted}`);
  if (!existsSync(folder)) make(cache, folder, jdk.home);
  return {
    java: join(jdk.home, 'bin', 'java'),
    zeebe: join(folder, 'camunda-zeebe-8.6.0'),
    elasticMq: join(folder, 'elasticmq'),
    exporter: join(folder, 'exporter.jar'),
  };
}

/** Made aside and then renamed, so that an interrupted run leaves nothing half-made behind. */
function make(cache: string, folder: string, javaHome: string): void {
  const maven = findMaven();
  mkdirSync(cache, { recursive: true });
  const aside = mkdtempSync(join(cache, 'making-'));
  try {
    console.log('fetching Zeebe and ElasticMQ by Maven (some 350 MB the first time)…');
    run(maven, ['-q', '-B', '-f', POM, 'process-resources', `-Dinto=${aside}`], javaHome);
    const classes = join(aside, 'classes');
    const libraries = join(aside, 'camunda-zeebe-8.6.0', 'lib', '*');
    run(
      join(javaHome, 'bin', 'javac'),
      ['-nowarn', '--release', '21', '-cp', libraries, '-d', classes, EXPORTER],
      javaHome,
    );
    run(join(javaHome, 'bin', 'jar'), ['cf', join(aside, 'exporter.jar'), '-C', classes, '.'], javaHome);
    renameSync(aside, folder);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    // Somebody else was faster.
    if (!existsSync(folder)) throw error;
  }
}

function run(command: string, args: readonly string[], javaHome: string): void {
  const env = { ...process.env, JAVA_HOME: javaHome };
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', env });
  if (status === 0) return;
  const said = error?.message ?? `${stdout}${stderr}`.split('\n').slice(0, 20).join('\n');
  throw new Error(`${command} ${args.join(' ')} failed:\n${said}`);
}
