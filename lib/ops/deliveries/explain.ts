import type { WebhookDelivery } from '../../generated/prisma/client';
import { hintReasons } from '../../transactions/ingest';
import { readDelivery } from '../../webhooks/receive';
import type { getCheckAfter } from './data';

export type DecisionStep = {
  question: string;
  /** Null: nobody asked, because an earlier step decided, or it has not happened yet. */
  passed: boolean | null;
  answer: string;
};

type CheckAfter = Awaited<ReturnType<typeof getCheckAfter>>;

/**
 * How a delivery was judged, step by step, and what followed. Its body is judged again by the code
 * that judged it on arrival.
 */
export function explainDelivery(delivery: WebhookDelivery, check: CheckAfter): DecisionStep[] {
  return [...explainRequest(delivery), ...explainHint(delivery), ...explainCheck(delivery, check)];
}

const NOT_ASKED = 'Not asked: an earlier step decided.';

function explainRequest({ outcome, body, headers }: WebhookDelivery): DecisionStep[] {
  const ours = outcome !== 'wrong_secret';
  const read = readDelivery({ body, headers: textHeaders(headers) });
  const failed = 'hint' in read ? undefined : read;
  const questions = [
    ['size', 'Is it at most 16 KB?', `${body.length.toLocaleString('en')} bytes.`],
    ['content type', 'Is the content type JSON?', textHeaders(headers)['content-type'] ?? 'none'],
    ['JSON', 'Is the body JSON?', 'It is.'],
    ['contract', 'Does it match the contract?', 'It has every field that the contract requires.'],
  ] as const;
  const failedAt = questions.findIndex(([check]) => check === failed?.check);
  return [
    {
      question: 'Is the secret in the URL ours?',
      passed: ours,
      answer: ours ? 'It is one of PROOF_WEBHOOK_SECRET.' : 'It is not. The sender got a 404.',
    },
    ...questions.map(([, question, answer], index) => {
      if (!ours || (failedAt >= 0 && index > failedAt))
        return { question, passed: null, answer: NOT_ASKED };
      return index === failedAt
        ? { question, passed: false, answer: failed?.problem ?? '' }
        : { question, passed: true, answer };
    }),
  ];
}

/** Headers are stored as JSON. */
export function textHeaders(headers: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]),
  );
}

function explainHint({ outcome, status }: WebhookDelivery): DecisionStep[] {
  const known = 'Does an order have this ID?';
  const news = 'Is it news?';
  if (outcome === 'invalid' || outcome === 'wrong_secret')
    return [known, news].map((question) => ({ question, passed: null, answer: NOT_ASKED }));
  if (outcome === 'unknown_transaction')
    return [
      { question: known, passed: false, answer: hintReasons.unknown_transaction },
      { question: news, passed: null, answer: NOT_ASKED },
    ];
  return [
    { question: known, passed: true, answer: 'Yes.' },
    {
      question: news,
      passed: outcome === 'reported',
      answer: `${outcome === 'reported' ? `Yes: ${status ?? 'no status'}. ` : ''}${hintReasons[outcome]}`,
    },
  ];
}

function explainCheck({ outcome }: WebhookDelivery, check: CheckAfter): DecisionStep[] {
  const asked = 'What did Proof say when asked?';
  const changed = 'What changed?';
  if (outcome === 'invalid' || outcome === 'wrong_secret' || outcome === 'unknown_transaction')
    return [asked, changed].map((question) => ({
      ...{ question, passed: null },
      answer: 'Proof was not asked, because there is no order to ask about.',
    }));
  if (!check)
    return [asked, changed].map((question) => ({
      ...{ question, passed: null },
      answer: 'Proof has not been asked since.',
    }));
  const { call, fact } = check;
  const failed = call.error !== null;
  return [
    {
      question: asked,
      passed: !failed,
      answer: failed
        ? `The check failed: ${call.httpStatus ?? 'no response'}, ${call.error}.`
        : `Proof responded ${call.httpStatus}${fact?.status ? ` and said ${fact.status}` : ''}.`,
    },
    {
      question: changed,
      passed: fact === null ? null : fact.factOutcome === 'applied',
      answer: fact?.reason ?? 'Nothing: Proof said what we already knew.',
    },
  ];
}
