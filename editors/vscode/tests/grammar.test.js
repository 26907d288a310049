'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { faultsOf } = require('./support/regexp-cost.js');
const { Tokenizer } = require('./support/textmate.js');

const grammar = require('../syntaxes/kstack.tmLanguage.json');
const tokenizer = new Tokenizer(grammar);

/** Short words for the scopes that are this grammar's own; what is YAML's is not written. */
const words = {
  'entity.name.type.app.kstack': 'app',
  'entity.name.type.sidecar.kstack': 'sidecar',
  'entity.name.namespace.registry.kstack': 'registry',
  'support.type.repository.kstack': 'repository',
  'variable.other.enummember.tag.kstack': 'tag',
  'constant.numeric.digest.kstack': 'digest',
  'constant.numeric.port.published.kstack': 'published',
  'constant.numeric.port.container.kstack': 'port',
  'variable.other.enummember.protocol.kstack': 'protocol',
  'variable.other.environment.kstack': 'variable',
};

/** The text with what the grammar colours: below a line, `↑` under it and its words in their order. */
function annotated(text) {
  const tokens = tokenizer.tokens(text).filter(({ scope }) => scope in words);
  return text
    .split('\n')
    .flatMap((content, line) => {
      const here = tokens.filter((token) => token.line === line);
      if (here.length === 0) return [content];
      let marks = '';
      for (const { start, end } of here) marks = marks.padEnd(start) + '↑'.repeat(end - start);
      return [content, `${marks} ${here.map(({ scope }) => words[scope]).join(' ')}`];
    })
    .join('\n');
}

/** Whether the notes in a text are what the grammar gives for the text without them. */
function check(noted) {
  const text = noted
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('↑'))
    .join('\n');
  assert.equal(annotated(text), noted);
}

test('apps, sidecars and what is in them', () => {
  check(`\
# A shop
x-image: &base
  image: nginx:1
apps: # the apps
  web:
  ↑↑↑ app
    image: nginx:1.27
           ↑↑↑↑↑ ↑↑↑↑ repository tag
    ports:
      - "8080:80/tcp" # the site
         ↑↑↑↑ ↑↑ ↑↑↑ published port protocol
      - 9000
        ↑↑↑↑ port
    environment:
      TZ: Europe/Paris
      ↑↑ variable
      'LOG': "a: b"
       ↑↑↑ variable
    sidecars:
      # counts
      "metrics":
       ↑↑↑↑↑↑↑ sidecar
        image: 'nginx/exporter:1.4'
                ↑↑↑↑↑↑↑↑↑↑↑↑↑↑ ↑↑↑ repository tag
        environment:
          SCRAPE_URI: http://localhost
          ↑↑↑↑↑↑↑↑↑↑ variable

  api: &api
  ↑↑↑ app
    image: api
           ↑↑↑ repository
configs:
  web:
    image: nginx`);
});

test('the parts of an image reference', () => {
  check(`\
apps:
  a:
  ↑ app
    image: ghcr.io/team/app:1.2 # note
           ↑↑↑↑↑↑↑ ↑↑↑↑↑↑↑↑ ↑↑↑ registry repository tag
  b:
  ↑ app
    image: "localhost:5000/app@sha256:00ff"
            ↑↑↑↑↑↑↑↑↑↑↑↑↑↑ ↑↑↑ ↑↑↑↑↑↑↑↑↑↑↑ registry repository digest
  c:
  ↑ app
    image: localhost/app
           ↑↑↑↑↑↑↑↑↑ ↑↑↑ registry repository
  d:
  ↑ app
    image: registry:5000/a/b:v1@sha256:ab
           ↑↑↑↑↑↑↑↑↑↑↑↑↑ ↑↑↑ ↑↑ ↑↑↑↑↑↑↑↑↑ registry repository tag digest
  e:
  ↑ app
    image: team/app
           ↑↑↑↑↑↑↑↑ repository`);
});

test('lists at the depth of their key, and items of other forms', () => {
  check(`\
apps:
    web:
    ↑↑↑ app
        ports:
        - 8080:50
          ↑↑↑↑ ↑↑ published port
        - target: 80
          published: "81:81"
        -
          target: 80
        - '82'
           ↑↑ port
        environment:
        - A=b
        image: nginx
               ↑↑↑↑↑ repository`);
});

test('what is not recognised is left to YAML, with all that is below it', () => {
  check(`\
apps:
  web:
  ↑↑↑ app
    command: |
      environment:
        NAME: value
      image: nginx
    labels:
      image: nginx
    <<: *base
    image: {name: nginx}
    ports: ["80:80"]
    environment: {A: b}
  short: {image: nginx}
  Not a name:
    image: nginx
other:
  apps:
    web:
      image: nginx`);
});

test('what is unfinished ends with its block', () => {
  check(`\
apps:
  web:
  ↑↑↑ app
    command: "never closed
    image: nginx:
    sidecars
    environment:
      A: [never, closed
      ↑ variable
      B: 'never closed
      ↑ variable
  api:
  ↑↑↑ app
    image: nginx
           ↑↑↑↑↑ repository`);
});

test('the values of variables are YAML, over several lines too', () => {
  check(`\
apps:
  web:
  ↑↑↑ app
    environment:
      TEXT: |
      ↑↑↑↑ variable
        NAME: value

        # no comment
      LAST: x
      ↑↑↑↑ variable`);
});

test('YAML without apps at its root is YAML', () => {
  const text = 'services:\n  web:\n    image: nginx:1\n    ports:\n      - "80:80"\n';
  assert.equal(annotated(text), text);
});

/** Every rule of the grammar, with its path. */
function* rules(value, path = []) {
  if (Array.isArray(value)) for (const [i, each] of value.entries()) yield* rules(each, [...path, i]);
  else if (value && typeof value === 'object') {
    yield { rule: value, path: path.join('.') };
    for (const [key, each] of Object.entries(value)) yield* rules(each, [...path, key]);
  }
}

test('every expression compiles, is held to one place of a line, and cannot run away', () => {
  let count = 0;
  for (const { rule, path } of rules(grammar)) {
    for (const key of ['match', 'begin', 'while']) {
      if (typeof rule[key] !== 'string') continue;
      count += 1;
      new RegExp(rule[key]);
      assert.match(rule[key], /^(?:\^|\(\?<=:\))/, `${path}.${key}`);
      assert.deepEqual(faultsOf(rule[key]), [], `${path}.${key}`);
    }
  }
  assert.ok(count > 20);
});

test('expressions that can run away are told', () => {
  const slow = [
    '^(a+)+$', '^(?:a|b+)*$', '^a*a*$', '^ *(\\s+)#', '^[a-z]+(?:-?\\w+)$', '^(?=.*x*y)', '^(?:x ?\\d+)*$', '^.* *$',
    '^a{2,}a+',
  ];
  const fast = ['^ *(-) +a*', '^(?:a+b)?c*$', '^\\d+(?::\\d+)?$', '^(\\w+) *(:)(?= |$)'];
  for (const source of slow) assert.notDeepEqual(faultsOf(source), [], source);
  for (const source of fast) assert.deepEqual(faultsOf(source), [], source);
});

test('every rule that is included is there, and every rule that is there is included', () => {
  const included = new Set();
  for (const { rule } of rules(grammar)) if (rule.include) included.add(rule.include);
  const external = [...included].filter((name) => !name.startsWith('#'));
  assert.deepEqual(external, ['source.yaml']);
  const internal = [...included].filter((name) => name.startsWith('#')).map((name) => name.slice(1));
  assert.deepEqual(internal.sort(), Object.keys(grammar.repository).sort());
});

test('the grammar knows five words of the language', () => {
  const known = new Set();
  for (const { rule } of rules(grammar)) {
    for (const key of ['match', 'begin']) {
      for (const [, word] of (rule[key] ?? '').matchAll(/\((\w+)\) \*\(:\)/g)) known.add(word);
    }
  }
  assert.deepEqual([...known].sort(), ['apps', 'environment', 'image', 'ports', 'sidecars']);
});
