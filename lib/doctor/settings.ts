import { type Environment, usesSimulator } from '../env';
import { type Finding, passed, warning } from './check';

/**
 * Judges settings that the app accepts, but that a public address should not have. What is unsafe in
 * any case stops the app (lib/unsafe-settings.ts).
 */
export function judgeSettings(env: Environment): Finding {
  const problems = publicProblems(env);
  if (problems.length === 0)
    return passed(
      usesSimulator(env)
        ? 'These are settings for the simulator. Check them again with those of your server.'
        : 'Customers can sign in, and their address reaches Proof.',
    );
  return warning({
    found: problems.map(({ found }) => found).join(' '),
    why: problems.map(({ why }) => why).join(' '),
    fix: problems.map(({ fix }) => fix),
  });
}

type SettingProblem = { found: string; why: string; fix: string };

function publicProblems(env: Environment): SettingProblem[] {
  const { AUTH_URL, TRUSTED_PROXY_HOPS, DEMO_MODE, LOG_LEVEL } = env;
  const noSignIn =
    !DEMO_MODE && !(env.AUTH_EMAIL_SERVER ?? env.AUTH_GITHUB_ID ?? env.AUTH_GOOGLE_ID);
  return [
    ...when(AUTH_URL.startsWith('https:') && TRUSTED_PROXY_HOPS === 0, {
      found: 'TRUSTED_PROXY_HOPS is 0.',
      why: "Behind a proxy, customers' addresses are then not sent to Proof as client_ip, which lowers the quality of its fraud signals.",
      fix: 'Set TRUSTED_PROXY_HOPS to the number of your reverse proxies, such as 1.',
    }),
    ...when(noSignIn, {
      found: 'No sign-in method of this app is configured.',
      why: 'Unless you replaced the sign-in, nobody can sign in.',
      fix: 'Set AUTH_EMAIL_SERVER and AUTH_EMAIL_FROM, or the variables of GitHub or Google.',
    }),
    ...when(LOG_LEVEL === 'silent', {
      found: 'LOG_LEVEL is silent.',
      why: 'Nothing explains a failure afterwards.',
      fix: 'Set `LOG_LEVEL=info`.',
    }),
  ];
}

function when(condition: boolean, problem: SettingProblem): SettingProblem[] {
  return condition ? [problem] : [];
}
