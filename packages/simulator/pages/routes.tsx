/** @jsxImportSource hono/jsx */
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import { remoteIp } from '../transport/partner-api';
import type { World } from '../world';
import { type Form, type FormErrors, INTENTS } from './intents';
import { BootPage, GonePage } from './layout';
import { openFrame } from './open-frame';
import { StepPage } from './step-page';
import { findVisit, revisionOf, type Visit } from './visit';
import { eventsAfter } from './widget-events';

const NO_ERRORS: FormErrors = {};

const afterSchema = z.coerce.number().int().min(0).catch(0);

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  'media-src blob:',
  "base-uri 'none'",
].join('; ');

function answer(c: Context, page: unknown, status: 200 | 404 = 200) {
  c.header('Cache-Control', 'no-store');
  c.header('Content-Security-Policy', POLICY);
  c.header('Referrer-Policy', 'no-referrer');
  return c.html(html`<!doctype html>${page}`, status);
}

/** A form value as text; whatever else was posted under the name counts as empty. */
function reader(body: Record<string, unknown>) {
  return (name: string) => {
    const value = body[name];
    return typeof value === 'string' ? value.slice(0, 500) : '';
  };
}

/** The pages inside the widget's frame; `:id` is the frame's own secret, never a token. */
export function framePages(world: World): Hono {
  const pages = new Hono();
  const showStep = (visit: Visit, form: (name: string) => string, errors: FormErrors) => (
    <StepPage visit={visit} form={form} errors={errors} />
  );

  pages.get('/', (c) => {
    if (world.board.take('widget_frame_refused')) c.header('X-Frame-Options', 'DENY');
    return answer(c, <BootPage />);
  });
  pages.post('/open', async (c) => {
    const frame = openFrame(world, await c.req.json().catch(() => null));
    return c.json({ id: frame.id }, 201);
  });
  pages.get('/:id', (c) => {
    const visit = findVisit(world, c.req.param('id'));
    if (!visit) return answer(c, <GonePage />, 404);
    return answer(
      c,
      showStep(visit, () => '', NO_ERRORS),
    );
  });
  pages.get('/:id/state', (c) => {
    const visit = findVisit(world, c.req.param('id'));
    if (!visit) return c.json({ error: 'not_found' }, 404);
    const after = afterSchema.parse(c.req.query('after'));
    const events = eventsAfter(visit.transaction, after);
    return c.json({ revision: revisionOf(visit), events, nowMs: visit.nowMs });
  });
  pages.post('/:id/:intent', async (c) => {
    const id = c.req.param('id');
    const visit = findVisit(world, id);
    if (!visit) return answer(c, <GonePage />, 404);
    const form = reader(await c.req.parseBody());
    const intent = INTENTS[c.req.param('intent')];
    // A form of a step that is over, sent twice or too late, only leads to where the frame is now.
    if (intent?.steps.includes(visit.step)) {
      const input: Form = { get: form, remoteIp: remoteIp(c) };
      const errors = intent.check?.(visit, input) ?? NO_ERRORS;
      if (Object.keys(errors).length > 0) return answer(c, showStep(visit, form, errors));
      intent.apply(world, visit, input);
    }
    return c.redirect(`/widget/frame/${id}`, 303);
  });
  return pages;
}
