import { SettingsError } from '../settings/settings-error.ts';
import { UsageError } from './usage-error.ts';
import { version } from './version.ts';

const HELP = `camunda-sqs-connector: sends messages to Amazon SQS for processes on Camunda 8

  camunda-sqs-connector run        works for the engine at CAMUNDA_REST_ADDRESS until it is stopped
  camunda-sqs-connector doctor     checks settings, engine and credentials, and sends nothing
  camunda-sqs-connector doctor --model FILE.bpmn…
                                   checks the tasks of models that this connector would work for
  camunda-sqs-connector template   prints the element template for Camunda's Modeler
      --for 8.10                   with credentials that are kept outside of the model
      --hybrid                     with a job type that the model chooses
      --out FILE                   writes it to a file
  camunda-sqs-connector version    prints the version; --version does, too
  camunda-sqs-connector help       prints this; --help and -h do, wherever they stand
`;

const asksForHelp = (arg: string) => arg === '--help' || arg === '-h';

/** The command line. @returns the exit code: 0, 1 for a failure, 2 for a call that is not understood */
export async function main(args: readonly string[]): Promise<number> {
  const [command = 'help', ...rest] = args.some(asksForHelp) ? ['help'] : args;
  if (rest.length > 0 && command !== 'doctor' && command !== 'template')
    return misunderstood(`'${command}' takes no arguments, but got: ${rest.join(' ')}`);
  try {
    switch (command) {
      case 'run':
        return await (await import('./run.ts')).run();
      case 'doctor':
        return await (await import('./doctor.ts')).doctor(rest);
      case 'template':
        return (await import('./template.ts')).template(rest);
      case 'help':
        console.log(HELP);
        return 0;
      case 'version':
      case '--version':
        console.log(version());
        return 0;
      default:
        return misunderstood(`there is no command '${command}'`);
    }
  } catch (error) {
    if (error instanceof UsageError) return misunderstood(error.message);
    const message = error instanceof Error ? error.message : String(error);
    console.error(error instanceof SettingsError ? `The settings are wrong:\n${message}` : message);
    return 1;
  }
}

function misunderstood(problem: string): number {
  console.error(`camunda-sqs-connector: ${problem}\n\n${HELP}`);
  return 2;
}
