/** @jsxImportSource hono/jsx */
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import { remoteIp } from '../api/partner-api';
import type { Simulator } from '../simulator';
import { type Form, type FormErrors, INTENTS } from './intents';
import { BootPage, GonePage } from './layout';
import { openFrame } from './open-frame';
import { StepPage } from './step-page';
import { findVisit, revisionOf, type Visit } from './visit';
import { eventsAfter } from './widget-events';

const NO_ERRORS: FormErrors = {};

const afterSchema = z.coerce.number().int().min(0).catch(0);

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  'media-src blob:',
  "base-uri 'none'",
].join('; ');

function respond(c: Context, page: unknown, status: 200 | 404 = 200) {
  c.header('Cache-Control', 'no-store');
  c.header('Content-Security-Policy', CONTENT_SECURITY_POLICY);
  c.header('Referrer-Policy', 'no-referrer');
  return c.html(html`<!doctype html>${page}`, status);
}

/** Reads form values as text. Anything else counts as empty. */
function formReader(body: Record<string, unknown>) {
  return (name: string) => {
    const value = body[name];
    return typeof value === 'string' ? value.slice(0, 500) : '';
  };
}

/** The pages in the widget's frame. `:id` is a secret of the frame, not the init token. */
export function framePages(simulator: Simulator): Hono {
  const pages = new Hono();
  const showStep = (visit: Visit, form: (name: string) => string, errors: FormErrors) => (
    <StepPage visit={visit} form={form} errors={errors} />
  );

  pages.get('/', (c) => {
    if (simulator.injectedFaults.take('widget_frame_refused')) c.header('X-Frame-Options', 'DENY');
    return respond(c, <BootPage />);
  });
  pages.post('/open', async (c) => {
    const frame = openFrame(simulator, await c.req.json().catch(() => null));
    return c.json({ id: frame.id }, 201);
  });
  pages.get('/:id', (c) => {
    const visit = findVisit(simulator, c.req.param('id'));
    if (!visit) return respond(c, <GonePage />, 404);
    return respond(
      c,
      showStep(visit, () => '', NO_ERRORS),
    );
  });
  pages.get('/:id/state', (c) => {
    const visit = findVisit(simulator, c.req.param('id'));
    if (!visit) return c.json({ error: 'not_found' }, 404);
    const after = afterSchema.parse(c.req.query('after'));
    const events = eventsAfter(visit.transaction, after);
    return c.json({ revision: revisionOf(visit), events, nowMs: visit.nowMs });
  });
  pages.post('/:id/:intent', async (c) => {
    const id = c.req.param('id');
    const visit = findVisit(simulator, id);
    if (!visit) return respond(c, <GonePage />, 404);
    const form = formReader(await c.req.parseBody());
    const intent = INTENTS[c.req.param('intent')];
    // A form that is sent twice or too late changes nothing and leads to the current step.
    if (intent?.steps.includes(visit.step)) {
      const input: Form = { get: form, remoteIp: remoteIp(c) };
      const errors = intent.validate?.(visit, input) ?? NO_ERRORS;
      if (Object.keys(errors).length > 0) return respond(c, showStep(visit, form, errors));
      intent.apply(simulator, visit, input);
    }
    return c.redirect(`/widget/frame/${id}`, 303);
  });
  return pages;
}
