import { Hono } from 'hono';
import { ApiError, respondWithError } from './api/api-error';
import { limitBody } from './api/body-limit';
import type { ApiEnv } from './api/call-log';
import { requireController, requireKnownHost } from './api/callers';
import { partnerApi } from './api/partner-api';
import { controlApi, worldsApi } from './control/api';
import { controlRoom } from './control-room/routes';
import { randomId } from './randomness';
import { proofApiDocument } from './reference/proof-api';
import type { Simulator } from './simulator';
import { widgetAssets } from './widget/assets';
import { framePages } from './widget/routes';
import type { WorldRegistry } from './worlds/registry';

const MAX_BODY_BYTES = 64 * 1024;
const MAX_FILE_BYTES = 128 * 1024 * 1024;
const FILE_PATHS = ['/control/api/state', '/control/replay'];

const bodyLimit = limitBody(MAX_BODY_BYTES);
const fileLimit = limitBody(MAX_FILE_BYTES);

/** A world: the contract is served at the root, the widget at `/widget`, the control room at `/control`. */
export function createApp(simulator: Simulator, worlds: WorldRegistry): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  const requestIds = simulator.randomness.stream('request ids');
  app.use(async (c, next) => {
    c.set('requestId', randomId(requestIds));
    await next();
    // Set last, because not every response is built by Hono's helpers. `c.header` would copy it.
    c.res.headers.set('X-Request-Id', c.get('requestId'));
  });
  app.use(requireKnownHost(simulator.config));
  app.use('/control/*', requireController(simulator.config));
  app.use((c, next) => (FILE_PATHS.includes(c.req.path) ? fileLimit : bodyLimit)(c, next));
  app.get('/health', (c) =>
    c.json({ status: 'ok', transactions: simulator.store.transactions.size }),
  );
  app.get('/openapi.json', (c) => c.json(proofApiDocument()));
  app.route('/', partnerApi(simulator));
  app.route('/', widgetAssets(simulator));
  app.route('/widget/frame', framePages(simulator));
  const control = controlApi(simulator, worlds);
  app.route('/control', worldsApi(worlds));
  app.route('/control/api', control);
  app.route('/control', controlRoom(control, simulator.config.partnerUrl));
  app.notFound((c) => respondWithError(c, new ApiError('not_found', 'There is no such URL')));
  app.onError((error, c) => respondWithError(c, error));
  return app;
}
