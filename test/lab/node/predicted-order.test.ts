import { LogLine, clock, logLines, story } from '../../../lab/node/observations/log-line';
import {
  assertStartedAsPredicted,
  assertStoppedAsPredicted,
  orderText,
  predictedTimeline,
} from '../../../lab/node/observations/predicted-order';
import { JsonObject } from '../../../src/manifest/json';

const POD: JsonObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'shop' },
  spec: {
    initContainers: [
      { name: 'migrate', image: 'busybox' },
      { name: 'proxy', image: 'busybox', restartPolicy: 'Always' },
      { name: 'agent', image: 'busybox', restartPolicy: 'Always' },
    ],
    containers: [{ name: 'shop', image: 'busybox' }],
  },
};

/** Lines of containers, a second apart, in the order in which they were written. */
function written(...containers: string[]): LogLine[] {
  return containers.map((container, second) => ({ container, at: new Date(Date.UTC(2026, 10, 21, 10, 0, second)), text: 'a line' }));
}

const timeline = predictedTimeline([POD, { apiVersion: 'v1', kind: 'Service', metadata: { name: 'shop' } }]);

describe('the start', () => {
  test('is as predicted where each container writes after those before it', () => {
    expect(() => assertStartedAsPredicted(timeline, written('migrate', 'migrate', 'proxy', 'agent', 'proxy', 'shop'))).not.toThrow();
  });

  test('fails where a container writes before one that it waits for', () => {
    expect(() => assertStartedAsPredicted(timeline, written('migrate', 'agent', 'proxy', 'shop'))).toThrow(
      "predicted: proxy 'a line' at 10:00:02.000 before agent 'a line' at 10:00:01.000",
    );
  });

  test('fails where an init task writes after what waits for its end', () => {
    expect(() => assertStartedAsPredicted(timeline, written('migrate', 'proxy', 'migrate', 'agent', 'shop'))).toThrow(
      /predicted: migrate .* before proxy/,
    );
  });

  test('fails where a container wrote nothing', () => {
    expect(() => assertStartedAsPredicted(timeline, written('migrate', 'proxy', 'agent'))).toThrow('shop wrote nothing');
  });
});

describe('the stop', () => {
  test('is as predicted where each container writes when those before it are done', () => {
    expect(() => assertStoppedAsPredicted(timeline, written('shop', 'shop', 'agent', 'proxy'))).not.toThrow();
  });

  test('fails where a sidecar is told before main is done', () => {
    expect(() => assertStoppedAsPredicted(timeline, written('shop', 'agent', 'shop', 'proxy'))).toThrow(/predicted: shop .* before agent/);
  });

  test('fails where sidecars stop in the order of their start', () => {
    expect(() => assertStoppedAsPredicted(timeline, written('shop', 'proxy', 'agent'))).toThrow(/predicted: agent .* before proxy/);
  });
});

test('an order is told with the times at which it came true', () => {
  expect(orderText(timeline.stop.phases, written('shop', 'agent', 'proxy'))).toBe(
    'shop 10:00:00.000 → agent 10:00:01.000 → proxy 10:00:02.000',
  );
});

test('fails on objects with two pods', () => {
  expect(() => predictedTimeline([POD, POD])).toThrow('one pod expected, found 2');
});

test('a log with time stamps is read line by line', () => {
  const [line, empty] = logLines('shop', '2026-11-21T10:00:01.123456789Z an order\n2026-11-21T10:00:02Z\n');
  expect([clock(line.at), line.text]).toEqual(['10:00:01.123', 'an order']);
  expect(empty.text).toBe('');
});

test('lines of several containers are one story', () => {
  expect(story([...written('shop', 'agent')].reverse())).toEqual(['10:00:00.000  shop   a line', '10:00:01.000  agent  a line']);
});
