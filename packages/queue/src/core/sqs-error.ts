/** An answer of SQS that is no success. Codes are those of the AWS JSON protocol. */
export class SqsError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = 'SqsError';
    this.code = code;
    this.status = status;
  }
}
