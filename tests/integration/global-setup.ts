export { startTestServer as default } from '../support/test-server';
