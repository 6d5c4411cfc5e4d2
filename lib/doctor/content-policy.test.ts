import { expect, test } from 'vitest';
import { blockedByPolicy } from './content-policy';

const needs = { script: 'https://w.example.com', frames: ['https://f.example.com'] };

test.each([
  ["script-src 'nonce-1' 'strict-dynamic'; frame-src https://f.example.com"],
  ['default-src https://w.example.com https://f.example.com'],
  ['default-src https:'],
  ['script-src *.example.com; frame-src https://*.example.com'],
  ["default-src 'none'; script-src *; frame-src *"],
  ["object-src 'none'"],
  [''],
])('%j lets the widget in', (policy) => {
  expect(blockedByPolicy(policy, needs)).toEqual([]);
});

test.each([
  ["script-src 'self'; frame-src *", ['script-src does not allow https://w.example.com']],
  ["default-src 'self'; script-src *", ['default-src does not allow https://f.example.com']],
  [
    'script-src *; frame-src http://f.example.com',
    ['frame-src does not allow https://f.example.com'],
  ],
  [
    'script-src *; frame-src https://example.com',
    ['frame-src does not allow https://f.example.com'],
  ],
  ["default-src *, frame-src 'none'", ['frame-src does not allow https://f.example.com']],
])('%j keeps the widget out', (policy, blocked) => {
  expect(blockedByPolicy(policy, needs)).toEqual(blocked);
});
