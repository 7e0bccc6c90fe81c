import { header, type Property } from './property.ts';

/** The engines that there is a template for: the first that can do what the template uses. */
export const ENGINES = ['8.6', '8.10'] as const;
export type Engine = (typeof ENGINES)[number];

/**
 * Of the templates with one id, a Modeler offers the highest version that its engine fits: the one for the newer engine must
 * have the higher number. No number is used again.
 */
const VERSIONS: Readonly<Record<Engine, number>> = { '8.6': 1, '8.10': 2 };

const ID = 'camunda-sqs-connector.send-message';
const NAME = 'Send to SQS queue (camunda-sqs-connector)';

/** By what a Modeler knows a template, and by what it recognises a task that was made with it. */
export interface Identity {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  /** The id that a task's headers tell: hybrid or not, it is the same connector. */
  readonly idInHeaders: string;
}

export function identityOf({ engine, isHybrid }: { engine: Engine; isHybrid: boolean }): Identity {
  return {
    id: isHybrid ? `${ID}-hybrid` : ID,
    name: isHybrid ? `Hybrid ${NAME}` : NAME,
    version: VERSIONS[engine],
    idInHeaders: ID,
  };
}

export function identityProperties({ version, idInHeaders }: Identity): readonly Property[] {
  const hidden = { group: 'connector', type: 'Hidden' };
  return [
    { id: 'version', ...hidden, value: String(version), binding: header('elementTemplateVersion') },
    { id: 'id', ...hidden, value: idInHeaders, binding: header('elementTemplateId') },
  ];
}
