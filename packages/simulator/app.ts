import { Hono, type MiddlewareHandler } from 'hono';
import { controlApi } from './control/api';
import { controlRoom } from './control/room/routes';
import { framePages } from './pages/routes';
import { randomId } from './randomness';
import { ApiError, answerApiError } from './transport/api-error';
import { limitBody } from './transport/body-limit';
import type { ApiEnv } from './transport/call-log';
import { partnerApi } from './transport/partner-api';
import { widgetAssets } from './widget/assets';
import type { World } from './world';

const LARGEST_BODY_BYTES = 64 * 1024;
const LARGEST_STATE_BYTES = 128 * 1024 * 1024;

const limitOther = limitBody(LARGEST_BODY_BYTES);
const limitState = limitBody(LARGEST_STATE_BYTES);

/** The control API has no login, so a page that the developer happens to visit must not reach it. */
const refuseOtherSites: MiddlewareHandler = async (c, next) => {
  if (c.req.method !== 'GET' && c.req.header('sec-fetch-site') === 'cross-site') {
    throw new ApiError('forbidden_origin', 'The control API answers no other site');
  }
  return next();
};

/** All of the simulator's addresses: the contract at the root, the control API at `/control`. */
export function createApp(world: World): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  const requestIds = world.randomness.stream('request ids');
  app.use(async (c, next) => {
    c.set('requestId', randomId(requestIds));
    await next();
    // Set last, so that answers which do not come from Hono's own builders carry it too.
    c.header('X-Request-Id', c.get('requestId'));
  });
  app.use((c, next) => (c.req.path === '/control/api/state' ? limitState : limitOther)(c, next));
  app.use('/control/*', refuseOtherSites);
  app.get('/health', (c) => c.json({ status: 'ok', transactions: world.store.transactions.size }));
  app.route('/', partnerApi(world));
  app.route('/', widgetAssets(world));
  app.route('/widget/frame', framePages(world));
  const control = controlApi(world);
  app.route('/control/api', control);
  app.route('/control', controlRoom(control));
  app.notFound((c) => answerApiError(c, new ApiError('not_found', 'No such address')));
  app.onError((error, c) => answerApiError(c, error));
  return app;
}
