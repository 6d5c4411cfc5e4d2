import { z } from 'zod';

const STATUSES = ['pending', 'processing', 'completed', 'failed', 'cancelled'] as const;
export type Status = (typeof STATUSES)[number];

/** What a text in the file may contain between `{{` and `}}`. */
const PLACEHOLDERS = [
  ...['type', 'amount', 'asset', 'network', 'currency', 'userId', 'email', 'idempotencyKey'],
  ...['orderId', 'transactionId', 'apiUrl', 'token'],
];

const text = z
  .string()
  .min(1)
  .superRefine((value, context) => {
    for (const [, name = ''] of value.matchAll(/\{\{\s*(.*?)\s*\}\}/g)) {
      if (!PLACEHOLDERS.includes(name))
        context.addIssue(`unknown placeholder {{${name}}}; known: ${PLACEHOLDERS.join(', ')}`);
    }
  });

const url = text.refine(
  (value) => /^https?:\/\/[^/{]/.test(value),
  'must start with http:// or https://',
);
const plainUrl = url.refine((value) => !value.includes('{{'), 'must not contain placeholders');
const jsonPath = z
  .string()
  .regex(/^(\$|(\$\.)?[^\s.$]+(\.[^\s.]+)*)$/, 'must be a path such as order.id');
const seconds = z.number().positive().max(3_600);
const port = z.number().int().min(1).max(65_535);
const texts = z.record(z.string().min(1), text);

const requestSchema = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH']),
  url,
  headers: texts.default({}),
  /** JSON. Placeholders are replaced in every text of it. */
  body: z.json().optional(),
  /** Sent as application/x-www-form-urlencoded, instead of `body`. */
  form: texts.optional(),
});
export type RequestTemplate = z.infer<typeof requestSchema>;

const mintSchema = requestSchema.extend({
  orderId: jsonPath,
  transactionId: jsonPath,
  /** The session that the backend gives to the browser. */
  session: jsonPath.optional(),
});

const status = z.enum(STATUSES);
const meaning = z.union(
  [status.transform((only) => [only]), z.array(status).min(1, 'must name at least one status')],
  `must be ${STATUSES.join(', ')}, or a list of them`,
);

const statusSchema = requestSchema.extend({
  path: jsonPath,
  /** By word. One word can stand for several statuses. */
  map: z.record(z.string().min(1), meaning).superRefine((map, context) => {
    const unmapped = STATUSES.filter((status) => !Object.values(map).flat().includes(status));
    if (unmapped.length > 0) context.addIssue(`no word stands for ${unmapped.join(' or ')}`);
  }),
});

const startSchema = z.strictObject({
  command: z.array(z.string().min(1)).min(1),
  cwd: z.string().min(1).default('.'),
  env: z.record(z.string().min(1), z.union([text, z.literal('')])).default({}),
  healthUrl: plainUrl,
  timeoutSeconds: seconds.default(60),
});

const simulatorSchema = z.union([
  z.strictObject({ command: z.array(z.string().min(1)).min(1) }),
  z.strictObject({
    url: plainUrl,
    controlUrl: plainUrl,
    token: z.string().min(1),
    controlToken: z.string().min(1).optional(),
  }),
]);

const orderSchema = z.strictObject({
  network: z.string().min(1).default('TRC20'),
  currency: z.string().min(1).default('USDT'),
  /** Each order has its own amount, from this one up, by which its session is recognised. */
  minAmount: z.number().int().min(1).max(100_000).default(100),
});

export const adapterSchema = z
  .strictObject({
    name: z.string().min(1),
    start: startSchema.optional(),
    proxy: z
      .strictObject({ port, token: z.string().min(1) })
      .partial()
      .default({}),
    simulator: simulatorSchema.optional(),
    order: orderSchema.default({ network: 'TRC20', currency: 'USDT', minAmount: 100 }),
    /** Without it, a user is invented for each check. */
    users: z
      .array(z.strictObject({ userId: z.string().min(1), email: z.email() }))
      .min(1)
      .optional(),
    mint: mintSchema,
    status: statusSchema,
    /** Without it, the backend learns of changes by polling, and webhooks are not judged. */
    webhook: z.strictObject({ url: plainUrl, wrongSecretUrl: plainUrl.optional() }).optional(),
    credited: requestSchema.extend({ path: jsonPath }).optional(),
    sell: z.boolean().default(true),
    pollWithinSeconds: seconds.default(60),
    clientIpHeader: z.string().min(1).optional(),
  })
  .superRefine(({ start, proxy, mint, status, credited }, context) => {
    const require = (met: boolean, path: string[], message: string) => {
      if (!met) context.addIssue({ code: 'custom', path, message });
    };
    for (const [name, request] of Object.entries({ mint, status, credited }))
      require(!(request?.body && request.form), [
        name,
        'form',
      ], 'cannot be sent together with body');
    const withoutStart = 'is required without start, because the backend runs already';
    require(Boolean(start ?? proxy.port), ['proxy', 'port'], withoutStart);
    require(Boolean(start ?? proxy.token), ['proxy', 'token'], withoutStart);
    require(JSON.stringify(mint).includes('{{amount}}'), ['mint'], 'must contain {{amount}}');
    const identified = /\{\{(orderId|transactionId)\}\}/.test(JSON.stringify(status));
    require(identified, ['status'], 'must contain {{orderId}} or {{transactionId}}');
  });

/** The description of a backend. Paths are relative to the folder of its file. */
export type Adapter = z.infer<typeof adapterSchema> & { folder: string };
