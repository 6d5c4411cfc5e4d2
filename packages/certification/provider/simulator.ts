import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Adapter } from '../adapter/schema';
import { Program } from '../child-process';
import { CheckFailedError, CouldNotRunError } from '../errors';
import { type Fields, readObject } from '../json';
import type { Provider } from './socket-proxy';

const START_MS = 60_000;
/** Only what is installed beside this package: `npx` would otherwise run a stranger's of that name. */
const DEFAULT_COMMAND = ['npx', '--no', 'proof-simulator'];
const OWN_FOLDER = path.resolve(import.meta.dirname, '..');

/** Nothing may happen automatically, or the checks would race with the provider. */
const NEVER_SECONDS = 31_536_000;

export type Action =
  | 'pay'
  | 'decline'
  | 'retry'
  | 'cancel'
  | 'deposit'
  | 'expire_deposit_window'
  | 'complete';

/** A simulator under our control. */
export class Simulator implements Provider {
  readonly url: string;
  readonly token: string;
  readonly #controlUrl: string;
  readonly #headers: Record<string, string>;
  readonly #stop: (settings: Fields | null) => Promise<unknown>;
  #settingsBefore: Fields | null = null;

  constructor(
    { url, token }: Provider,
    control: { url: string; token?: string | undefined },
    stop: (settings: Fields | null) => Promise<unknown>,
  ) {
    this.url = url.replace(/\/$/, '');
    this.token = token;
    this.#controlUrl = control.url.replace(/\/$/, '');
    const authorization: Record<string, string> = control.token
      ? { authorization: `Bearer ${control.token}` }
      : {};
    this.#headers = { 'content-type': 'application/json', ...authorization };
    this.#stop = stop;
  }

  /** Takes the simulator over: it sends its webhooks to us and does nothing automatically. */
  async prepare(webhookUrl: string): Promise<void> {
    this.#settingsBefore = await this.control('GET', '/settings');
    await this.control('PATCH', '/settings', {
      webhookUrls: [webhookUrl],
      webhooks: 'on',
      socket: 'on',
      offrampEnabled: true,
      allowedIps: [],
      stepSeconds: NEVER_SECONDS,
      depositWindowSeconds: NEVER_SECONDS,
      magicAmounts: 'off',
    });
  }

  /** @throws CheckFailedError if the transaction is not in the state for it */
  async act(transactionId: string, action: Action): Promise<void> {
    const route = `/transactions/${encodeURIComponent(transactionId)}/actions`;
    // A seller has to be verified first. Refused if that is so already.
    if (action === 'deposit') await this.#send('POST', route, { action: 'verify_identity' });
    const { ok, text } = await this.#send('POST', route, { action });
    if (!ok) throw new CheckFailedError(`${action} is not possible at the provider: ${text}`);
  }

  async release(): Promise<void> {
    await this.#stop(this.#settingsBefore);
  }

  /** @throws CouldNotRunError if the control API does not do it */
  async control(method: string, route: string, body?: Fields): Promise<Fields> {
    const { ok, text } = await this.#send(method, route, body);
    const request = `${method} ${this.#controlUrl}${route}`;
    if (!ok) throw new CouldNotRunError(`The simulator did not accept ${request}: ${text}`);
    return readObject(text) ?? {};
  }

  async #send(method: string, route: string, body?: Fields) {
    const init = { method, headers: this.#headers, body: body ? JSON.stringify(body) : null };
    const response = await fetch(this.#controlUrl + route, init).catch(() => null);
    return { ok: response?.ok ?? false, text: (await response?.text()) ?? 'no response' };
  }
}

/** Starts a simulator, or uses the one that the file names. */
export async function openSimulator({ simulator }: Adapter): Promise<Simulator> {
  if (simulator && 'url' in simulator) {
    const { url, token, controlUrl, controlToken } = simulator;
    const attached: Simulator = new Simulator(
      { url, token },
      { url: controlUrl, token: controlToken },
      async (before) => before && attached.control('PATCH', '/settings', before),
    );
    return attached;
  }
  const token = `sim_certify_${randomBytes(8).toString('hex')}`;
  const dataDir = await mkdtemp(path.join(tmpdir(), 'certify-simulator-'));
  const program = new Program({
    name: 'The simulator',
    command: simulator?.command ?? DEFAULT_COMMAND,
    cwd: simulator ? process.cwd() : OWN_FOLDER,
    env: {
      ...{ PROOF_CLIENT_TOKEN: token, SIMULATOR_PORT: '0', SIMULATOR_DATA_DIR: dataDir },
      ...{ SIMULATOR_HOST: '', SIMULATOR_PUBLIC_URL: '', SIMULATOR_CONTROL_TOKEN: '' },
      SIMULATOR_ALLOWED_IPS: '',
    },
  });
  const stop = async () => {
    await program.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const url = await program.ready(
      () => /ready at (\S+)/.exec(program.output)?.[1] ?? null,
      START_MS,
    );
    // Without a name there is no lookup, which can take seconds on a machine that is busy.
    const address = url.replace('//localhost:', '//127.0.0.1:');
    return new Simulator({ url: address, token }, { url: `${address}/control/api` }, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}
