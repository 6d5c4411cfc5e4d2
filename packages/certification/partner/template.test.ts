import { expect, test } from 'vitest';
import { fillRequest } from './template';

const values = { orderId: 'a/b?c', amount: '10', email: 'a+b@example.com' };

test('values are encoded in URLs and forms, and verbatim in headers and JSON', () => {
  const request = fillRequest(
    {
      ...{ method: 'POST', url: 'http://x/orders/{{orderId}}', headers: { 'X-Id': '{{orderId}}' } },
      body: { amounts: ['{{amount}}'], nested: { email: '{{ email }}', fixed: 1 } },
    },
    values,
  );
  expect(request.url).toBe('http://x/orders/a%2Fb%3Fc');
  expect(request.headers).toEqual({ 'Content-Type': 'application/json', 'X-Id': 'a/b?c' });
  expect(request.body).toBe('{"amounts":["10"],"nested":{"email":"a+b@example.com","fixed":1}}');
});

test('a form is sent as a form', () => {
  const form = { email: '{{email}}' };
  const request = fillRequest({ method: 'POST', url: 'http://x/', headers: {}, form }, values);
  expect(request.headers['Content-Type']).toBe('application/x-www-form-urlencoded');
  expect(request.body).toBe('email=a%2Bb%40example.com');
});

test('a request without a body has no content type', () => {
  const request = fillRequest({ method: 'GET', url: 'http://x/', headers: {} }, values);
  expect(request).toMatchObject({ headers: {}, body: null });
});
