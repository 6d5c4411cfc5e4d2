import fc, { type Arbitrary } from 'fast-check';
import type { RawRequest } from './raw-request';

/** Texts that have broken programs before, next to random ones. */
const text = fc.oneof(
  fc.constantFrom(
    ...['', '\0', 'a\0b', '\ud83d', '\udc00', '😀', '\u202e', '\ufeff', '\r\n', '\x7f'],
    ...[
      '__proto__',
      'constructor',
      'prototype',
      'toString',
      'null',
      'undefined',
      'NaN',
      '[object]',
    ],
    ...['%', '%00', '%0a', '%FF', '%E0%A4%A', '..', '../../etc/passwd', '..%2f', '//evil.example'],
    ...['$', '$$', '$1', '$K1', '$F1', '$Q1', '$D', '$n1', '$undefined', '$@0', '$T', '$h1'],
    ...["' OR 1=1 --", '<script>', '{{7*7}}', `${'x'.repeat(5_000)}`, '9'.repeat(400)],
    ...['-1', '1e999', '0x10', '1.7976931348623157e308', '9007199254740993'],
    ...['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59', '2026-02-30', 'Infinity'],
    ...['http://evil.example', 'javascript:alert(1)', '00000000-0000-0000-0000-000000000000'],
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme-ascii', maxLength: 40 }),
);

const nested = (open: string, close: string) =>
  fc.integer({ min: 20, max: 8_000 }).map((levels) => open.repeat(levels) + close.repeat(levels));

const json = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value)),
  fc.dictionary(text, fc.oneof(text, fc.double())).map((value) => JSON.stringify(value)),
  nested('[', ']'),
  nested('{"a":', '}'),
  fc.constantFrom(
    ...[
      '',
      '{',
      '"',
      'null',
      '[1e999,-1e999]',
      `[${'9'.repeat(2_000)}]`,
      '{"a":1,"a":2}',
      '\ufeff{}',
    ],
    ...['{"__proto__":{"a":1}}', '{"constructor":{"prototype":{"a":1}}}', '[{"__proto__":[]}]'],
  ),
);

const bytes: Arbitrary<Uint8Array | string> = fc.oneof(
  json,
  fc.uint8Array({ maxLength: 300 }),
  fc.integer({ min: 15_000, max: 90_000 }).map((length) => 'x'.repeat(length)),
);

/** Usually one of the valid values, sometimes anything else. */
const mostly = (...valid: string[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...valid) }, { weight: 1, arbitrary: text });

/** An object with some of the fields, most of which have a valid value. */
const almost = (fields: Record<string, string[]>) =>
  fc.record(
    Object.fromEntries(
      Object.entries(fields).map(([name, valid]) => [
        name,
        fc.oneof(
          { weight: 5, arbitrary: mostly(...valid) },
          { weight: 1, arbitrary: fc.jsonValue() },
        ),
      ]),
    ),
    { requiredKeys: [] },
  );

/** `known` are Proof's IDs of our transactions. */
export function webhookRequests(secret: string, known: string[]): Arbitrary<RawRequest> {
  const payload = almost({
    merchant_transaction_id: [...known, 'unknown'],
    ...{ status: ['pending', 'processing'], type: ['buy'], currency: ['USDT'], network: ['TRC20'] },
    ...{ crypto_amount: ['', '99.5'], updated_at: ['2026-04-01T10:03:45Z'], extra: [''] },
  }).map((value) => JSON.stringify(value));
  return fc.record({
    method: fc.constant('POST'),
    target: mostly(secret, 'x'.repeat(43)).map((given) => `/api/webhooks/proof/${inPath(given)}`),
    headers: mostly('application/json').map((type) => [['content-type', inHeader(type)]]),
    body: fc.oneof({ weight: 2, arbitrary: payload }, { weight: 1, arbitrary: bytes }),
  });
}

type ActionTargets = {
  origin: string;
  /** IDs of server actions. */
  actions: string[];
  cookies: string[];
  /** Our IDs of transactions. */
  transactions: string[];
  known: string[];
};

export function actionRequests(targets: ActionTargets): Arbitrary<RawRequest> {
  const input = almost({
    ...{ transactionId: targets.transactions, merchantTransactionId: targets.known },
    ...{ idempotencyKey: ['6f6bfc8e-6a0a-4b53-a0ad-8b3b0e7d6a11'], type: ['buy', 'sell'] },
    ...{ asset: ['TRC20:USDT'], amount: ['10', '1,5'], previousId: targets.transactions },
    ...{ callback: ['onReady', 'onStatusChange'], theme: ['dark'], timeZone: ['UTC'] },
    ...{ method: ['demo', 'github'], user: ['new'], email: ['a@example.com'], deliveryId: ['x'] },
  });
  const payload = almost({ status: ['paid'], payment_method: ['card'], address: ['T1'] });
  const args = fc.oneof(
    fc
      .tuple(input, fc.option(payload, { nil: undefined }))
      .map(([value, nestedPayload]) =>
        JSON.stringify([nestedPayload ? { ...value, payload: nestedPayload } : value]),
      ),
    json,
    json.map((value) => `[${value}]`),
    text.map((value) => JSON.stringify([value])),
  );
  const form = fc
    .dictionary(mostly('0', '1', '1_method', '1_user', '$ACTION_REF_1', '$ACTION_1:0'), args)
    .map((fields) => Object.entries(fields).map(([name, value]) => formField(name, value)));
  const content = fc.oneof(
    { weight: 4, arbitrary: args.map((body) => ({ type: 'text/plain;charset=UTF-8', body })) },
    {
      weight: 2,
      arbitrary: form.map((fields) => ({
        type: 'multipart/form-data; boundary=xx',
        body: `${fields.join('')}--xx--\r\n`,
      })),
    },
    { weight: 1, arbitrary: fc.record({ type: text.map(inHeader), body: bytes }) },
  );
  return fc
    .record({
      path: fc.constantFrom('/sign-in', '/buy', '/account', '/ops', '/transactions', '/'),
      id: fc.option(mostly(...targets.actions), { freq: 6, nil: undefined }),
      origin: fc.option(mostly(targets.origin, targets.origin, 'http://evil.example', 'null'), {
        nil: undefined,
      }),
      cookie: fc.constantFrom(...targets.cookies),
      content,
    })
    .map(({ path, id, origin, cookie, content: { type, body } }) => ({
      method: 'POST',
      target: path,
      headers: [
        ['content-type', type],
        ['cookie', cookie],
        ...(id === undefined ? [] : ([['next-action', inHeader(id)]] as [string, string][])),
        ...(origin === undefined ? [] : ([['origin', inHeader(origin)]] as [string, string][])),
      ],
      body,
    }));
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'];

/** Any path below one of ours, with any query. */
export function pathRequests(paths: string[], cookies: string[]): Arbitrary<RawRequest> {
  const names = ['q', 'type', 'status', 'asset', 'from', 'to', 'zone', 'after', 'before', 'next'];
  const more = [
    'amount',
    'previous',
    'error',
    'user',
    'period',
    'outcome',
    'w',
    'url',
    '_rsc',
    'tx',
  ];
  const query = fc.array(fc.tuple(mostly(...names, ...more), text), { maxLength: 4 });
  return fc.record({
    method: mostly('GET', 'GET', 'GET', ...methods).map((method) => inHeader(method) || 'GET'),
    target: fc
      .tuple(fc.constantFrom(...paths), fc.option(text, { freq: 3 }), query)
      .map(([path, below, parameters]) => {
        const search = parameters.map(([name, value]) => `${inPath(name)}=${inPath(value)}`);
        const below_ = below === null ? '' : `/${inPath(below)}`;
        return `${path}${below_}${search.length > 0 ? `?${search.join('&')}` : ''}`;
      }),
    headers: fc.constantFrom(...cookies).map((cookie) => [['cookie', cookie]]),
  });
}

const headerNames = [
  ...['last-event-id', 'rsc', 'next-router-state-tree', 'next-router-prefetch', 'next-url'],
  ...['next-router-segment-prefetch', 'next-action', 'x-nextjs-data', 'x-middleware-subrequest'],
  ...['x-middleware-rewrite', 'x-middleware-next', 'x-invoke-path', 'x-matched-path', 'x-path'],
  ...['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-request-id', 'authorization'],
  ...[
    'accept-language',
    'accept-encoding',
    'range',
    'if-modified-since',
    'if-none-match',
    'accept',
  ],
  ...['sec-fetch-dest', 'user-agent', 'traceparent', 'x-action-forwarded', 'content-type', 'te'],
];
const cookieNames = ['authjs.session-token', 'authjs.callback-url', 'authjs.csrf-token', 'theme'];

/** One of our paths, with headers that contain anything. */
export function headerRequests(paths: string[], cookies: string[]): Arbitrary<RawRequest> {
  const value = fc.oneof(
    text,
    fc.constantFrom('1', '1', 'bytes=9999999-', 'gzip, br', 'x, y', '-1', '999999999999999999999'),
    json.map((encoded) => encodeURIComponent(wellFormed(encoded.slice(0, 2_000)))),
  );
  const cookie = fc
    .tuple(fc.constantFrom(...cookieNames), text)
    .map(([name, given]) => `${name}=${inHeader(encodeURIComponent(wellFormed(given)))}`);
  return fc.record({
    method: fc.constantFrom('GET', 'GET', 'HEAD'),
    target: fc.constantFrom(...paths),
    headers: fc
      .tuple(
        fc.array(fc.tuple(fc.constantFrom(...headerNames), value), { minLength: 1, maxLength: 5 }),
        fc.array(cookie, { maxLength: 2 }),
        fc.constantFrom(...cookies),
      )
      .map(([headers, forged, signedIn]) => [
        ...headers.map(([name, given]): [string, string] => [name, inHeader(given)]),
        ['cookie', [signedIn, ...forged].join('; ')],
      ]),
  });
}

/** Percent-encodes only what would end the path, so that unreadable escapes stay. */
function inPath(given: string): string {
  return wellFormed(given)
    .replace(/[^!-~]|[?#&]/gu, encodeURIComponent)
    .slice(0, 3_000);
}

/** Without halves of characters, which a URL cannot contain. */
function wellFormed(given: string): string {
  return Buffer.from(given).toString();
}

/** A header is sent as Latin-1 and ends with its line. */
function inHeader(given: string): string {
  return given.replace(/[\r\n]/g, ' ').slice(0, 3_000);
}

function formField(name: string, value: string): string {
  const quoted = name.replace(/["\r\n]/g, encodeURIComponent);
  return `--xx\r\ncontent-disposition: form-data; name="${quoted}"\r\n\r\n${value}\r\n`;
}
