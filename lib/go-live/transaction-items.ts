import {
  doctorLink,
  type Facts,
  findCheck,
  firstFix,
  type ItemName,
  type Judgement,
  orderLink,
} from './item';

/** The items that orders answer. */
export function judgeTransactions(
  facts: Facts,
): Record<
  Extract<
    ItemName,
    'session' | 'widget' | 'channel' | 'assets' | 'verification' | 'outcomes' | 'sell'
  >,
  Judgement
> {
  return {
    session: judgeSession(facts),
    widget: judgeWidget(facts),
    channel: judgeChannel(facts),
    assets: judgeAssets(facts),
    verification: judgeVerification(facts),
    outcomes: judgeOutcomes(facts),
    sell: judgeSell(facts),
  };
}

function judgeSession({ transactions: [latest], settings }: Facts): Judgement {
  if (!latest)
    return { state: 'missing', found: 'No session was minted yet.', next: 'Place an order.' };
  const evidence = [orderLink('The latest order', latest)];
  if (settings.TRUSTED_PROXY_HOPS === 0)
    return {
      state: 'done',
      found: 'Proof minted a session. client_ip, which it recommends, is not sent.',
      next: 'Behind a reverse proxy, set TRUSTED_PROXY_HOPS to send client_ip.',
      evidence,
    };
  return { state: 'done', found: 'Proof minted a session, with client_ip.', evidence };
}

function judgeWidget(facts: Facts): Judgement {
  const broken = (['widgetScript', 'contentPolicy'] as const)
    .map((name) => findCheck(facts, name))
    .find((check) => check?.status === 'failed');
  if (broken)
    return {
      state: 'missing',
      found: broken.found,
      next: firstFix(broken),
      evidence: [doctorLink],
    };
  const opened = facts.transactions.find(({ sessionOpenedAt }) => sessionOpenedAt !== null);
  if (!opened)
    return {
      state: 'missing',
      found: 'The widget has not run with a session yet.',
      next: 'Place an order and wait until the widget is visible.',
    };
  return {
    state: 'done',
    found: 'The widget ran with the parameters of a session.',
    evidence: [orderLink('The order', opened), doctorLink],
  };
}

function judgeChannel({ transactions }: Facts): Judgement {
  const ended = transactions.find(
    ({ status, nextCheckAt }) => status === 'completed' && nextCheckAt === null,
  );
  if (!ended)
    return {
      state: 'missing',
      found: 'No order completed and was left alone yet.',
      next: 'Complete an order. Polling, webhook and WebSocket are on, and end with it.',
    };
  return {
    state: 'done',
    found: 'An order completed, and the app stopped checking it.',
    evidence: [orderLink('The order', ended)],
  };
}

function judgeAssets({ transactions, settings: { PROOF_ASSETS } }: Facts): Judgement {
  const tried = PROOF_ASSETS.map((asset) => ({
    asset,
    order: transactions.find(({ network, currency }) => `${network}:${currency}` === asset),
  }));
  const untried = tried.filter(({ order }) => !order).map(({ asset }) => asset);
  const evidence = tried.flatMap(({ asset, order }) => (order ? [orderLink(asset, order)] : []));
  if (untried.length === 0)
    return {
      state: 'done',
      found: 'Proof gave an address for each: every session comes with one.',
      evidence,
    };
  return {
    state: 'missing',
    found: `Not tried yet: ${untried.join(', ')}.`,
    next: 'Order each asset once, with as many decimal places as the form allows.',
    evidence,
  };
}

function judgeVerification({ transactions }: Facts): Judgement {
  const completed = transactions.filter(({ status }) => status === 'completed');
  const returned = completed.find(
    ({ id, userId }) => completed.findLast((other) => other.userId === userId)?.id !== id,
  );
  const next =
    'Order as a new customer, on a phone, since verification uses the camera. Then order again as the same customer, who is not asked again.';
  if (!returned) return { state: 'unknown', found: 'No customer completed two orders yet.', next };
  return {
    state: 'unknown',
    found:
      'A customer completed two orders. Verification runs inside the widget, so the data does not say what it asked for.',
    next,
    evidence: [orderLink('The second order', returned)],
  };
}

function judgeOutcomes({ transactions }: Facts): Judgement {
  const buy = transactions.find(({ type, status }) => type === 'buy' && status === 'completed');
  const failure = transactions.find(({ status }) => status === 'failed');
  const evidence = [
    ...(buy ? [orderLink('The completed buy', buy)] : []),
    ...(failure ? [orderLink('The failed order', failure)] : []),
  ];
  if (buy && failure) return { state: 'done', found: 'Both were seen.', evidence };
  const missing = [...(buy ? [] : ['a completed buy']), ...(failure ? [] : ['a failed order'])];
  return {
    state: 'missing',
    found: `Not seen yet: ${missing.join(' and ')}.`,
    next: 'Pay with the test cards of the sandbox: 4444 4444 4444 3333 with CVV 123 succeeds, 5555 4444 3333 1111 with CVV 555 fails.',
    evidence,
  };
}

function judgeSell({ transactions, settings: { PROOF_OFFRAMP_ENABLED } }: Facts): Judgement {
  if (!PROOF_OFFRAMP_ENABLED)
    return {
      state: 'done',
      found: 'Selling is off (PROOF_OFFRAMP_ENABLED), so nothing is to test.',
    };
  const sell = transactions.find(({ type, status }) => type === 'sell' && status === 'completed');
  if (sell)
    return {
      state: 'done',
      found: 'A sell completed.',
      evidence: [orderLink('The completed sell', sell)],
    };
  return {
    state: 'missing',
    found: 'No sell completed yet.',
    next: 'Place a sell and send the deposit, in the sandbox on its test network.',
  };
}
