/** Settings that are valid alone and unsafe together. The app refuses to start with them. */
type Settings = {
  DATABASE_URL: string;
  AUTH_SECRET: string[];
  SESSION_SEALING_KEY?: string[] | undefined;
  AUTH_URL: string;
  PROOF_API_URL: string;
  PROOF_CLIENT_TOKEN: string;
  PROOF_WIDGET_SCRIPT_URL: string;
  PROOF_WIDGET_ORIGINS: string[];
  PROOF_WEBHOOK_SECRET: string[];
  METRICS_TOKEN?: string | undefined;
  DEMO_MODE: boolean;
  TRUSTED_PROXY_HOPS: number;
};

/** Says what is wrong and what to set. `simulated` is whether the token is the simulator's. */
export function unsafeSettings(settings: Settings, simulated: boolean): string[] {
  return [
    ...unsafeDemo(settings, simulated),
    ...unsafeAddresses(settings, simulated),
    ...unsafeSecrets(settings),
  ];
}

function isLoopback(url: string): boolean {
  const { hostname, searchParams } = new URL(url);
  // PostgreSQL's URLs can have the host as a parameter, or the folder of a socket.
  const host = searchParams.get('host') ?? hostname;
  return ['localhost', '127.0.0.1', '[::1]', ''].includes(host) || host.startsWith('/');
}

function unsafeDemo(settings: Settings, simulated: boolean): string[] {
  const { DEMO_MODE, AUTH_URL, PROOF_API_URL, DATABASE_URL, TRUSTED_PROXY_HOPS } = settings;
  if (!DEMO_MODE) return [];
  const problems: string[] = [];
  if (!simulated || !isLoopback(PROOF_API_URL))
    problems.push(
      'DEMO_MODE lets anyone sign in without a password, so it only works with the local simulator. Set DEMO_MODE=false to use PROOF_API_URL.',
    );
  if (!isLoopback(AUTH_URL))
    problems.push(
      'DEMO_MODE lets anyone sign in without a password, so it only works on localhost. Set DEMO_MODE=false, or AUTH_URL=http://localhost:3000.',
    );
  if (!isLoopback(DATABASE_URL) || TRUSTED_PROXY_HOPS > 0)
    problems.push(
      'DEMO_MODE lets anyone sign in without a password, so it only works with a local database and without a proxy. Set DEMO_MODE=false, or empty DATABASE_URL and TRUSTED_PROXY_HOPS.',
    );
  return problems;
}

function unsafeAddresses(settings: Settings, simulated: boolean): string[] {
  const { AUTH_URL, PROOF_API_URL, DATABASE_URL } = settings;
  const problems: string[] = [];
  const localApp = isLoopback(AUTH_URL);
  const localProvider = isLoopback(PROOF_API_URL);
  if (simulated && !localApp)
    problems.push(
      'PROOF_CLIENT_TOKEN is a simulator token, but AUTH_URL is a public address. Use the client_token Proof gave you.',
    );
  if (!simulated && localProvider && !localApp)
    problems.push(
      'PROOF_API_URL is on localhost, but AUTH_URL is a public address. Use the base URL Proof gave you.',
    );
  if (!localProvider && !PROOF_API_URL.startsWith('https:'))
    problems.push(
      'PROOF_API_URL must use https, because every request carries the client token. Example: https://api.example.com',
    );
  if (!localApp && !AUTH_URL.startsWith('https:'))
    problems.push('AUTH_URL must use https on a public address. Example: https://pay.example.com');
  for (const url of [settings.PROOF_WIDGET_SCRIPT_URL, ...settings.PROOF_WIDGET_ORIGINS])
    if (!isLoopback(url) && !url.startsWith('https:'))
      problems.push(
        'PROOF_WIDGET_SCRIPT_URL and PROOF_WIDGET_ORIGINS must use https, because the widget takes card numbers. Example: https://widget.proof.community',
      );
  if (!localApp && !isLoopback(DATABASE_URL) && !new URL(DATABASE_URL).searchParams.has('sslmode'))
    problems.push(
      'DATABASE_URL must say whether its connection is encrypted. Add ?sslmode=verify-full, or ?sslmode=disable in a network of your own.',
    );
  return problems;
}

/** A generated secret has more different characters than a word, or than one key held down. */
const MIN_DIFFERENT_CHARACTERS = 10;

function unsafeSecrets(settings: Settings): string[] {
  const secrets = [
    ...settings.AUTH_SECRET.map((secret) => ['AUTH_SECRET', secret] as const),
    ...(settings.SESSION_SEALING_KEY ?? []).map((key) => ['SESSION_SEALING_KEY', key] as const),
    ...settings.PROOF_WEBHOOK_SECRET.map((secret) => ['PROOF_WEBHOOK_SECRET', secret] as const),
    ...(settings.METRICS_TOKEN ? [['METRICS_TOKEN', settings.METRICS_TOKEN] as const] : []),
  ] as const;
  const values = [settings.PROOF_CLIENT_TOKEN, ...secrets.map(([, secret]) => secret)];
  return [
    // Help texts contain blanks, and nothing that was generated does.
    ...secrets
      .filter(([, text]) => new Set(text).size < MIN_DIFFERENT_CHARACTERS || /\s/.test(text))
      .map(([name]) => {
        const inUrl = name === 'PROOF_WEBHOOK_SECRET' || name === 'METRICS_TOKEN';
        const command = inUrl ? 'openssl rand -hex 16' : 'openssl rand -base64 33';
        return `${name} can be guessed. Set it to the output of: ${command}`;
      }),
    ...(new Set(values).size < values.length
      ? [
          "Two secrets have the same value. The webhook's is part of a URL, which proxies log, so it must open nothing else. Generate each on its own: openssl rand -hex 16",
        ]
      : []),
  ];
}
