import 'server-only';
import type { Environment } from '../env';
import { type Check, check, type Finding, failed, passed, warning } from './check';
import { tryRequest } from './request';

/** Downloads the widget's script, as customers' browsers do. */
export async function checkWidgetScript({
  PROOF_WIDGET_SCRIPT_URL: url,
}: Environment): Promise<Check[]> {
  return [check('widgetScript', judgeScript(url, await tryRequest(url)))];
}

function judgeScript(url: string, response: Awaited<ReturnType<typeof tryRequest>>): Finding {
  const why = 'Without its script, the widget does not open, and orders cannot be paid.';
  const fix = [
    'Set PROOF_WIDGET_SCRIPT_URL to the script that Proof named, or remove it for the documented one.',
    `Open it in a browser, or: \`curl -I ${url}\``,
  ];
  if ('unreachable' in response)
    return failed({
      found: `No response from ${url}: ${response.unreachable}.`,
      why: `${why} Your customers' browsers may reach it although this machine does not.`,
      fix,
    });
  if (response.status !== 200)
    return failed({ found: `${url} answered ${response.status}.`, why, fix });
  const type = response.headers.get('content-type') ?? 'no content type';
  if (!/javascript|ecmascript/i.test(type))
    return failed({ found: `${url} is not a script, but ${type}.`, why, fix });
  if (!response.body.includes('proofWidget'))
    return warning({
      found: `${url} is a script, but does not name proofWidget.`,
      why: "The app calls proofWidget.run, which Proof's script defines.",
      fix,
    });
  return passed(`${url} is there.`);
}
