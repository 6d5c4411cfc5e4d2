import 'server-only';
import { unstable_rethrow } from 'next/navigation';
import { z } from 'zod';
import { getCurrentUser, requireRole } from './auth';
import { AppError, type PublicError, toPublicError } from './errors';
import type { Role } from './generated/prisma/enums';
import { isStorable } from './json-limits';
import { countUse, type Limit } from './limits/mutations';
import { log } from './log';
import { runOperation } from './operation';
import { readRequest } from './request';
import type { SignedInUser } from './users/data';

export type ActionResult<Data> = { ok: true; data: Data } | { ok: false; error: PublicError };

export type ActionContext = {
  user: SignedInUser;
  clientIp: string | undefined;
};

/**
 * A server action is a public endpoint: this authenticates, checks the role, parses the untrusted
 * input, runs the action, and maps errors to what the user may see.
 */
export function defineAction<Schema extends z.ZodType, Data>(action: {
  name: string;
  /** A user without it gets a 404. */
  role?: Role;
  /** How often a user may do it. All users of an address may do it five times as often. */
  limits?: readonly Limit[];
  input: Schema | (() => Schema);
  run: (input: z.infer<Schema>, context: ActionContext) => Promise<Data>;
}) {
  return async (raw: z.input<Schema>): Promise<ActionResult<Data>> => {
    const { requestId, clientIp } = await readRequest();
    try {
      const user = await getCurrentUser();
      if (!user) throw new AppError('unauthenticated');
      requireRole(user, action.role);
      const schema = typeof action.input === 'function' ? action.input() : action.input;
      const run = async () => {
        const input = parse(schema, raw);
        for (const limit of action.limits ?? [])
          await countUse(action.name, { userId: user.id, clientIp }, limit);
        return action.run(input, { user, clientIp });
      };
      return { ok: true, data: await runOperation(action.name, run, requestId) };
    } catch (error) {
      // Next.js implements redirects and 404s as errors.
      unstable_rethrow(error);
      const failure = toPublicError(error, requestId);
      const level = failure.code === 'internal' ? 'error' : 'info';
      log()[level](
        { action: action.name, requestId, code: failure.code, cause: error },
        'action failed',
      );
      return { ok: false, error: failure };
    }
  };
}

function parse<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) {
    if (!isStorable(parsed.data))
      throw new AppError('invalid_input', 'The input has characters that Postgres cannot store.');
    return parsed.data;
  }
  const { fieldErrors } = z.flattenError(parsed.error);
  const fields = Object.fromEntries(
    Object.entries<string[] | undefined>(fieldErrors).flatMap(([name, messages]) =>
      messages?.[0] ? [[name, messages[0]]] : [],
    ),
  );
  throw new AppError('invalid_input', parsed.error.message, { fields });
}
