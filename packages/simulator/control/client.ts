import type { z } from 'zod';
import type { DOCUMENT_OPERATIONS } from './api';
import type { EXPECTATION_OPERATIONS, WAIT_OPERATIONS } from './expectation-operations';
import type { PRESET_OPERATIONS, QUEUE_OPERATIONS, SWITCH_OPERATIONS } from './fault-operations';
import type { CALL_OPERATIONS, EVENT_OPERATIONS, MESSAGE_OPERATIONS } from './log-operations';
import type { Operation } from './operation';
import type { PARTNER_OPERATIONS } from './partner-operations';
import type { SCENARIO_OPERATIONS } from './scenario-operations';
import type {
  CLOCK_OPERATIONS,
  SETTING_OPERATIONS,
  STATE_OPERATIONS,
  SYSTEM_OPERATIONS,
} from './system-operations';
import type { TRANSACTION_OPERATIONS } from './transaction-operations';
import type { USER_OPERATIONS } from './user-operations';
import type { WORLD_OPERATIONS } from './world-operations';

type Table = typeof CLOCK_OPERATIONS &
  typeof SETTING_OPERATIONS &
  typeof STATE_OPERATIONS &
  typeof SYSTEM_OPERATIONS &
  typeof SCENARIO_OPERATIONS &
  typeof USER_OPERATIONS &
  typeof PARTNER_OPERATIONS &
  typeof TRANSACTION_OPERATIONS &
  typeof QUEUE_OPERATIONS &
  typeof SWITCH_OPERATIONS &
  typeof PRESET_OPERATIONS &
  typeof MESSAGE_OPERATIONS &
  typeof CALL_OPERATIONS &
  typeof EVENT_OPERATIONS &
  typeof WAIT_OPERATIONS &
  typeof EXPECTATION_OPERATIONS &
  typeof DOCUMENT_OPERATIONS &
  typeof WORLD_OPERATIONS;

/** Without the stream, which does not end. */
type KnownOperation = Exclude<Table[keyof Table], { response: 'text/event-stream' }>;
type OperationOf<Method> = Extract<KnownOperation, { method: Method }>;

/** Optional if all of its fields are. */
type Part<Name extends string, Value> =
  Record<never, never> extends Value ? { [Key in Name]?: Value } : { [Key in Name]: Value };

type IdOf<Op extends Operation> = Op['path'] extends `${string}{id}${string}`
  ? { id: string }
  : unknown;
type BodyOf<Op> = Op extends { body: infer Schema extends z.ZodType }
  ? Part<'body', z.input<Schema>>
  : unknown;
type QueryOf<Op> = Op extends { query: infer Schema extends z.ZodType }
  ? Part<'query', z.input<Schema>>
  : unknown;

/** The ID of the path, the query and the body. */
type InputOf<Op extends Operation> = Op extends { bodyById: infer ById }
  ? {
      [Id in keyof ById]: ById[Id] extends { parameters: infer Schema extends z.ZodType }
        ? { id: Id } & Part<'body', z.input<Schema>>
        : never;
    }[keyof ById]
  : IdOf<Op> & BodyOf<Op> & QueryOf<Op>;

type ResultOf<Op> = Op extends { response: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : Op extends { response: string }
    ? string
    : null;

type Arguments<Input> = Record<never, never> extends Input ? [input?: Input] : [input: Input];

/**
 * One request. Resolves with the JSON of the response, or null without one. Rejects with an Error
 * that has the `status` of a response that is no success.
 */
type Send<Method> = <Path extends OperationOf<Method>['path']>(
  path: Path,
  ...input: Arguments<InputOf<Extract<OperationOf<Method>, { path: Path }>>>
) => Promise<ResultOf<Extract<OperationOf<Method>, { path: Path }>>>;

/** The control API, with the types of its schemas. Paths are those of its OpenAPI document. */
export type ControlClient = {
  get: Send<'get'>;
  post: Send<'post'>;
  put: Send<'put'>;
  patch: Send<'patch'>;
  delete: Send<'delete'>;
  /** The same for a world, as `post('/worlds')` returns it. */
  forWorld(world: { controlPath: string }): ControlClient;
};
