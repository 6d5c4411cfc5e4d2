import 'server-only';
import { getOperators } from './data';
import { setRole } from './mutations';

const usage = `Usage:
  npm run operator -- grant EMAIL     makes a user an operator
  npm run operator -- revoke EMAIL    makes an operator a customer again
  npm run operator -- list            lists the operators`;

/** What a command prints, and its exit code. */
type Result = { text: string; exitCode: 0 | 1 };

/** Runs `npm run operator` with the arguments after `--`. */
export async function runOperatorCommand(args: readonly string[]): Promise<Result> {
  const [command, email, ...rest] = args;
  if (command === 'list' && email === undefined) return listOperators();
  if (email && rest.length === 0) {
    if (command === 'grant') return grant(email);
    if (command === 'revoke') return revoke(email);
  }
  return { text: usage, exitCode: 1 };
}

async function listOperators(): Promise<Result> {
  const operators = await getOperators();
  const lines = operators.map(({ email, name }) => (name ? `${email}  ${name}` : email));
  const none = 'There are no operators. Add one: npm run operator -- grant EMAIL';
  return { text: lines.join('\n') || none, exitCode: 0 };
}

async function grant(email: string): Promise<Result> {
  const result = await setRole(email, 'operator');
  if (!result) return unknownUser(email);
  return {
    text: result.changed
      ? `${email} is an operator now. The console is at /ops.`
      : `${email} is already an operator.`,
    exitCode: 0,
  };
}

async function revoke(email: string): Promise<Result> {
  const result = await setRole(email, 'customer');
  if (!result) return unknownUser(email);
  return {
    text: result.changed
      ? `${email} is a customer now, and can no longer open the console.`
      : `${email} is not an operator.`,
    exitCode: 0,
  };
}

/** A user is not created here, because only a sign-in proves who owns an email address. */
function unknownUser(email: string): Result {
  return {
    text: `No user has the email address ${email}. Users are created when they first sign in: sign in once with this address, spelt the same way, and run the command again.`,
    exitCode: 1,
  };
}
