import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { controlApi } from './control/api';
import { overviewPages } from './control/overview';
import { framePages } from './pages/routes';
import { randomId } from './randomness';
import { ApiError, answerApiError } from './transport/api-error';
import type { ApiEnv } from './transport/call-log';
import { partnerApi } from './transport/partner-api';
import { widgetAssets } from './widget/assets';
import type { World } from './world';

const LARGEST_BODY_BYTES = 64 * 1024;

const limitBody = bodyLimit({
  maxSize: LARGEST_BODY_BYTES,
  onError: () => {
    throw new ApiError('validation_error', 'The body is too large');
  },
});

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
  app.use(async (c, next) => {
    c.set('requestId', randomId(world.randomness));
    await next();
    // Set last, so that answers which do not come from Hono's own builders carry it too.
    c.header('X-Request-Id', c.get('requestId'));
  });
  app.use(limitBody);
  app.use('/control/*', refuseOtherSites);
  app.get('/health', (c) => c.json({ status: 'ok', transactions: world.store.transactions.size }));
  app.route('/', partnerApi(world));
  app.route('/', widgetAssets(world.config));
  app.route('/widget/frame', framePages(world));
  app.route('/control/api', controlApi(world));
  app.route('/control', overviewPages(world));
  app.notFound((c) => answerApiError(c, new ApiError('not_found', 'No such address')));
  app.onError((error, c) => answerApiError(c, error));
  return app;
}
