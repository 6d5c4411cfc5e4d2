// Who may import whom, as docs/architecture.md draws it. There are no exceptions: a rule that is in
// the way is a file in the wrong place, or a wrong rule.
const kinds = (...names) => `^lib/.+/(${names.join('|')})\\.tsx?$`;
const serverModules = '^lib/(auth|client-ip|db|define-action|env|log|process-wide|request)\\.ts$';
const tests = '\\.(test|fixture)\\.tsx?$|^(e2e|faults|testing)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Modules that need each other are one subject: join them, or part what they share.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-barrels',
      comment: 'Import from the file that has it: an index hides who needs what.',
      severity: 'error',
      from: { path: '(^|/)index\\.[jt]sx?$' },
      to: {},
    },
    {
      name: 'resolvable',
      comment: 'An import that is not found is one that no rule can judge.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'app-is-on-top',
      comment: 'Pages and routes use components and lib, and nothing uses them.',
      severity: 'error',
      from: { path: '^(components|lib)/' },
      to: { path: '^app/' },
    },
    {
      name: 'lib-below-components',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^components/' },
    },
    {
      name: 'components-take-types-actions-and-pure-code',
      comment: 'Components get their data from pages; server code reaches them as types only.',
      severity: 'error',
      from: { path: '^components/', pathNot: tests },
      to: {
        path: [
          kinds('data', 'loaders', 'mutations', 'ingest', 'mint', 'feed', 'sign-in'),
          serverModules,
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pure-code-stays-pure',
      comment:
        'Rules and schemas are read by server and browser alike, so nothing below is a server.',
      severity: 'error',
      from: { path: [kinds('schema', 'status'), '^lib/(assets|brand|demo-users|money)\\.ts$'] },
      to: { path: [serverModules, '(^|/)node_modules/server-only/'], reachable: true },
    },
    {
      name: 'pages-read-through-loaders',
      comment:
        'Loaders know the session; a page that calls data itself can forget whose data it is.',
      severity: 'error',
      from: { path: '^app/', pathNot: '^app/api/' },
      to: { path: kinds('data', 'mutations'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'database-in-data-mutations-and-ingest',
      comment:
        'Every query is in a data, mutations or ingest module; next-auth brings its own adapter.',
      severity: 'error',
      from: { pathNot: [kinds('data', 'mutations', 'ingest'), '^lib/users/sign-in\\.ts$', tests] },
      to: { path: '^lib/db\\.ts$' },
    },
    {
      name: 'proof-api-knows-nothing-of-us',
      comment: 'The client for Proof is what a partner copies first.',
      severity: 'error',
      from: { path: '^lib/proof-api/' },
      to: { path: '^(lib|app|components)/', pathNot: '^lib/(proof-api/|(env|errors|log)\\.ts$)' },
    },
    {
      name: 'worker-runs-without-next',
      comment:
        'Webhooks, sockets, reconciliation and the feed run in a process of their own, without Next.js.',
      severity: 'error',
      from: { path: '^lib/(webhooks|sockets|reconciliation|live)/', pathNot: tests },
      to: { path: '(^|/)node_modules/(next|next-auth)/', reachable: true },
    },
    {
      name: 'packages-stand-alone',
      comment:
        'A package is written from the contract and can leave this repository: it imports nothing of the app, nor of another package.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { dependencyTypes: ['local'], pathNot: '^packages/$1/' },
    },
    {
      name: 'nothing-imports-packages',
      comment: 'What uses a package runs it as a program, so that the app builds without it.',
      severity: 'error',
      from: { pathNot: '^packages/' },
      to: { path: '^packages/|(^|/)node_modules/proof-(simulator|conformance)/' },
    },
    {
      name: 'app-without-its-surroundings',
      comment: 'What is needed to run the app on a laptop or to test it is no part of the app.',
      severity: 'error',
      from: { path: '^(app|components|lib)/', pathNot: tests },
      to: { path: '^(e2e|faults|prisma|scripts|testing|tools)/' },
    },
    {
      name: 'tools-know-nothing-of-the-app',
      severity: 'error',
      from: { path: '^tools/' },
      to: { dependencyTypes: ['local'], pathNot: '^tools/' },
    },
    {
      name: 'migrations-need-tools-only',
      severity: 'error',
      from: { path: '^prisma/', pathNot: tests },
      to: { path: '^(app|components|e2e|faults|scripts|testing)/' },
    },
    {
      name: 'tests-share-testing',
      comment: 'What integration tests, journeys and faults share is in testing.',
      severity: 'error',
      from: { path: '^testing/' },
      to: { path: '^(app|components|e2e|faults|scripts)/' },
    },
    {
      name: 'faults-beside-the-app',
      comment: 'Faults call lib where a browser would have to be driven, and see no pages.',
      severity: 'error',
      from: { path: '^faults/' },
      to: { path: '^(app|components|e2e|scripts)/' },
    },
    {
      name: 'journeys-beside-the-app',
      severity: 'error',
      from: { path: '^e2e/' },
      to: { path: '^(app|faults|scripts)/' },
    },
    {
      name: 'commands-are-on-top',
      severity: 'error',
      from: { pathNot: '^scripts/' },
      to: { path: '^scripts/' },
    },
    {
      name: 'only-listed-packages',
      comment: 'The nearest package.json lists what a module imports.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'production-without-dev-dependencies',
      comment: 'npm ci --omit=dev leaves them out.',
      severity: 'error',
      from: {
        path: '^(app|components|lib|packages|prisma/migrate)/|^scripts/(start|worker|worker-process|migrate)\\.ts$',
        pathNot: `${tests}|/testing/|/vitest\\.config\\.ts$`,
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(lib/generated|\\.next|\\.data)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
