import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import { bearerToken } from '../api/access';
import { ApiError } from '../api/api-error';
import type { SimulatorConfig } from '../config';
import { randomToken, systemRandomness } from '../randomness';
import { type NamedWorld, WorldConflictError, type WorldRegistry } from './registry';
import { openWorld, type World } from './world';
import { setUpWorld, type WorldRequest, worldRequestSchema } from './world-request';

const MAX_WORLDS = 1_000;
const FILE_MODE = 0o600;
/** A world's control API. The collection itself is part of the default world's. */
const CONTROL_PATH = /^\/control\/worlds\/([^/?]+)\/(.+)$/;
/** Frame ids start with the world's id (widget/open-frame.ts). */
const FRAME_PATH = /^\/widget\/frame\/(?:open\?widget=([\w-]+)|([\w-]+)\.)/;

const storedSchema = z.object({ createdAt: z.iso.datetime(), request: worldRequestSchema });

/**
 * The default world, and those that tests create. A request belongs to the world whose client token
 * it carries, or else to the default one. Worlds survive a restart.
 */
export class Worlds implements WorldRegistry {
  readonly #config: SimulatorConfig;
  readonly #named = new Map<string, NamedWorld & { world: World }>();
  readonly #byToken = new Map<string, World>();
  #default: World | null = null;

  constructor(config: SimulatorConfig) {
    this.#config = config;
  }

  async open(): Promise<void> {
    this.#default = await openWorld(this.#config, this);
    mkdirSync(this.#folder(), { recursive: true });
    for (const id of readdirSync(this.#folder())) {
      const file = join(this.#folder(id), 'world.json');
      // Without the file, the process ended while it created or deleted the world.
      if (!existsSync(file)) rmSync(this.#folder(id), { recursive: true });
      else await this.#load(id, storedSchema.parse(JSON.parse(readFileSync(file, 'utf8'))));
    }
  }

  /** The world that a request belongs to. Requests to a world's control API lose their prefix. */
  route(request: IncomingMessage): World {
    const url = request.url ?? '/';
    const [, controlled, path] = CONTROL_PATH.exec(url) ?? [];
    const named = controlled === undefined ? undefined : this.#named.get(controlled);
    if (named) {
      request.url = `/control/api/${path}`;
      return named.world;
    }
    const [, opened, framed] = FRAME_PATH.exec(url) ?? [];
    const byFrame = this.#named.get(opened ?? framed ?? '')?.world;
    const token = bearerToken(request.headers.authorization);
    const byToken = token === undefined ? undefined : this.#findByToken(token);
    return byFrame ?? byToken ?? this.#defaultWorld();
  }

  /** The world whose token it is, or was before a rotation. */
  #findByToken(token: string): World | undefined {
    const hadToken = ({ simulator }: NamedWorld) =>
      simulator.settings.previousTokens.includes(token);
    return this.#byToken.get(token) ?? [...this.#named.values()].find(hadToken)?.world;
  }

  list(): NamedWorld[] {
    return [...this.#named.values()];
  }

  find(id: string) {
    const found = this.#named.get(id);
    if (found) return found;
    const ids = [...this.#named.keys()];
    const known = ids.length === 0 ? 'There are none.' : `There are: ${ids.join(', ')}.`;
    throw new ApiError('not_found', `There is no world "${id}". ${known}`);
  }

  async create(request: WorldRequest): Promise<NamedWorld> {
    const token = request.token ?? randomToken(systemRandomness, 'world');
    if (token === this.#config.clientToken || this.#byToken.has(token))
      throw new WorldConflictError('Another world has this token.');
    if (this.#named.size >= MAX_WORLDS)
      throw new WorldConflictError(`There are ${MAX_WORLDS} worlds. Delete some first.`);
    const id = randomUUID();
    const stored = { createdAt: new Date().toISOString(), request: { ...request, token } };
    mkdirSync(this.#folder(id), { recursive: true });
    const created = await this.#load(id, stored);
    const { clock } = created.simulator;
    const { nowMs = Date.now(), frozen } = request;
    clock.restore({ offsetMs: nowMs - Date.now(), frozenAtMs: frozen ? nowMs : null });
    // Last, so that a world that could not be created is not there after a restart either.
    writeFileSync(join(this.#folder(id), 'world.json'), JSON.stringify(stored), {
      mode: FILE_MODE,
    });
    return created;
  }

  delete(id: string): void {
    const { world } = this.find(id);
    this.#named.delete(id);
    this.#byToken.delete(world.simulator.config.clientToken);
    world.close();
    rmSync(this.#folder(id), { recursive: true });
  }

  close(): void {
    for (const { world } of this.#named.values()) world.close();
    this.#default?.close();
  }

  async #load(id: string, { createdAt, request }: z.infer<typeof storedSchema>) {
    const { token = '', assets, fiatCurrencies, seed, name } = request;
    const dataDir = this.#folder(id);
    const own = { widgetId: id, clientToken: token, dataDir, webhookUrls: [] };
    const config = { ...this.#config, ...own, assets, fiatCurrencies, seed };
    const world = await openWorld(config, this);
    setUpWorld(world.simulator, request);
    const named = { id, name, createdAt, world, simulator: world.simulator };
    this.#named.set(id, named);
    this.#byToken.set(token, world);
    return named;
  }

  #folder(id = ''): string {
    return join(this.#config.dataDir, 'worlds', id);
  }

  #defaultWorld(): World {
    if (!this.#default) throw new Error('The worlds are not open.');
    return this.#default;
  }
}
