import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Thrown when a program that the cluster tests need is not on this machine. The message says what to install. */
export class ProgramMissing extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ProgramMissing';
  }
}

/** Zeebe 8.6 needs Java 21. */
const LEAST_JAVA = 21;

export interface Jdk {
  /** What `JAVA_HOME` has to be. */
  readonly home: string;
  readonly version: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The first JDK of at least Java 21 (with its compiler) in `JAVA_HOME`, `PATH` and the usual folders.
 *
 * @throws ProgramMissing which lists the Javas that were found
 */
export function findJdk(environment: Environment = process.env, candidates = jdkFolders(environment)): Jdk {
  const found: string[] = [];
  for (const home of candidates) {
    const version = javaVersion(home);
    if (version === undefined) continue;
    const hasCompiler = existsSync(join(home, 'bin', 'javac'));
    if (version >= LEAST_JAVA && hasCompiler) return { home, version };
    found.push(`${home} (Java ${version}${hasCompiler ? '' : ', without a compiler'})`);
  }
  const seen = found.length > 0 ? `Found: ${found.join('; ')}.` : 'None was found.';
  throw new ProgramMissing(
    `A JDK of Java ${LEAST_JAVA} or later is needed to run Zeebe. ${seen} Install one, for example Temurin 21, and set JAVA_HOME to its folder.`,
  );
}

/** Folders that may hold a JDK, those that the user names first. */
function jdkFolders({ JAVA_HOME, PATH = '' }: Environment): readonly string[] {
  const onPath = PATH.split(delimiter).flatMap((folder) => (folder.endsWith('bin') ? [join(folder, '..')] : []));
  const inside = (folder: string, ...rest: readonly string[]) =>
    (existsSync(folder) ? readdirSync(folder).sort().reverse() : []).map((name) => join(folder, name, ...rest));
  return [
    ...(JAVA_HOME ? [JAVA_HOME] : []),
    ...onPath,
    ...inside('/usr/lib/jvm'),
    ...inside('/opt'),
    ...inside('/opt/java'),
    ...inside(join(homedir(), '.sdkman/candidates/java')),
    ...inside(join(homedir(), '.jdks')),
    ...inside('/Library/Java/JavaVirtualMachines', 'Contents', 'Home'),
  ];
}

/** As `java -version` tells it; undefined where there is no Java. */
function javaVersion(home: string): number | undefined {
  const java = join(home, 'bin', 'java');
  if (!existsSync(java)) return undefined;
  const { stderr } = spawnSync(java, ['-version'], { encoding: 'utf8' });
  const [, major] = /version "(?:1\.)?(\d+)/.exec(stderr ?? '') ?? [];
  return major === undefined ? undefined : Number(major);
}

/** @throws ProgramMissing */
export function findMaven(environment: Environment = process.env): string {
  const { error } = spawnSync('mvn', ['-v'], { env: { ...environment } });
  if (!error) return 'mvn';
  throw new ProgramMissing(
    'Maven is needed to fetch Zeebe and ElasticMQ, and no mvn is on the PATH. Install Apache Maven 3.6 or later.',
  );
}
